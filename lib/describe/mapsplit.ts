import { listOf } from "./words.ts";

/** What a pod's copies can differ in, as far as policies see it. */
interface Difference {
  readonly kind: "label" | "account" | "network" | "node-label" | "ports" | "addresses" | "dns";
  readonly key: string;
}

const WORDS: Readonly<Record<Exclude<Difference["kind"], "label" | "node-label">, string>> = {
  account: "service accounts differ", network: "some are in their node's network", ports: "declared ports differ", addresses: "addresses differ", dns: "DNS settings differ",
};

/** Why a workload is drawn in parts: "label track differs". */
export function differText(differences: readonly Difference[]): string {
  const keys = differences.filter(({ kind }) => kind === "label").map(({ key }) => key);
  const ofNodes = differences.filter(({ kind }) => kind === "node-label").map(({ key }) => key);
  const others = differences.flatMap(({ kind }) => (kind === "label" || kind === "node-label" ? [] : [WORDS[kind]]));
  return [...labels("label", keys), ...others, ...labels("node label", ofNodes)].join(", ");
}

const labels = (word: string, keys: readonly string[]): readonly string[] => (keys.length === 0 ? [] : [keys.length === 1 ? `${word} ${keys[0] ?? ""} differs` : `${word}s ${listOf(keys)} differ`]);
