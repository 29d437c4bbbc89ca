import { buffer } from "node:stream/consumers";
import { unreadableFile } from "#lib/cluster/documents/unreadablefile.ts";
import type { Ingested } from "#lib/cluster/facts.ts";
import { type FailedPath, type Naming, findFiles } from "./files.ts";
import { parseOffThread } from "./offthread.ts";
import { STDIN, parseFiles } from "./parse.ts";

/** Bytes. Below it a thread costs more than it saves; Node takes some 40 ms to start one. */
const WORTH_A_THREAD = 256 * 1024;

export interface Manifests extends Ingested {
  /** The files that were read, as the user's paths lead to them. */
  readonly files: readonly string[];
}

/** Nothing at all could be read: there is no cluster to ask about. */
export class NothingReadable extends Error {}

/**
 * Reads folders (recursively), files, and `-` for standard input, always in the same order.
 *
 * @throws NothingReadable
 */
export async function readManifests(paths: readonly string[], naming: Naming = "given"): Promise<Manifests> {
  const stdin = paths.includes(STDIN) ? await buffer(process.stdin) : undefined;
  const found = await findFiles(paths.filter((path) => path !== STDIN), naming);
  const bytes = found.files.reduce((sum, { size }) => sum + size, stdin?.length ?? 0);
  const input = found.files.map(({ path, name, format, size }) => ({ path, name, format, size }));
  const parsed = bytes < WORTH_A_THREAD ? parseFiles(input, stdin) : await parseOffThread(input, stdin);

  const failed = [...found.failed, ...parsed.failed];
  const files = [...found.files.map(({ path }) => path), ...(stdin ? [STDIN] : [])].filter((path) => !failed.some((failure) => failure.path === path));
  if (files.length === 0 && failed.length > 0) throw new NothingReadable(`no source could be read: ${failed.map(inWords).join("; ")}`);
  return {
    facts: parsed.facts,
    problems: [...parsed.problems, ...failed.flatMap((failure) => unreadableFile(failure.path, inWords(failure)).problems)],
    files,
  };
}

function inWords({ path, code }: FailedPath): string {
  return `\`${path}\` ${MEANINGS[code] ?? `cannot be read (${code})`}`;
}

const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "may not be read",
  EPERM: "may not be read",
  ELOOP: "is a circle of symbolic links",
};
