import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** A stage of the Containerfile: its base, and what follows. */
export interface Stage {
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

const file = join(import.meta.dirname, "Containerfile");

/** Every instruction, one a line, as this Containerfile is written: no line goes on in the next. */
export function instructions(): readonly Instruction[] {
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [, word = "", rest = ""] = /^([A-Z]+) (.*[^\\])$/.exec(line) ?? [];
    if (word === "") throw new Error(`\`${line}\` is no whole instruction`);
    return { word, rest };
  });
}

export function stages(): readonly Stage[] {
  const found: { name: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructions()) {
    if (instruction.word === "FROM") found.push({ name: / AS (\w+)$/.exec(instruction.rest)?.[1] ?? "", instructions: [] });
    found.at(-1)?.instructions.push(instruction);
  }
  return found;
}

/** What a stage takes from the checkout. */
export const copied = ({ instructions: all }: Stage): readonly string[] =>
  all.flatMap(({ word, rest }) => (word === "COPY" && !rest.startsWith("--from=") ? rest.split(" ").slice(0, -1) : []));

/** What a stage removes again, as patterns with `*`. */
export const removed = ({ instructions: all }: Stage): readonly string[] =>
  all.flatMap(({ word, rest }) => (word === "RUN" && rest.startsWith("rm -rf ") ? rest.slice("rm -rf ".length).split(" ") : []));

export function stage(name: string): Stage {
  const found = stages().find((one) => one.name === name);
  if (!found) throw new Error(`the Containerfile has no stage \`${name}\``);
  return found;
}

/** The one instruction of the last stage with this word; JSON lists are read. */
export function finalWord(word: string): string | readonly string[] {
  const [found, second] = (stages().at(-1)?.instructions ?? []).filter((instruction) => instruction.word === word);
  if (!found || second) throw new Error(`the image has not exactly one ${word}`);
  return found.rest.startsWith("[") ? (JSON.parse(found.rest) as readonly string[]) : found.rest;
}
