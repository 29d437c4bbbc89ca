import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import { unreadableFile } from "#lib/cluster/documents/unreadablefile.ts";
import { namedPolicyKind } from "#lib/cluster/ingest/policykinds.ts";
import type { Fact, Ingested } from "#lib/cluster/facts.ts";
import type { Problem } from "#lib/source/problem.ts";
import { decode, isTooLarge, tooLarge } from "./decode.ts";
import { type FailedPath, type ManifestFile, codeOf } from "./files.ts";

/** What standing input has instead of a name. */
export const STDIN = "-";

export interface ParsedFiles extends Ingested {
  readonly failed: readonly FailedPath[];
}

/** Reads and understands one file after the other; none can harm another. Blocks, so that a worker does it where it is much. */
export function parseFiles(files: readonly Pick<ManifestFile, "path" | "name" | "format" | "size">[], stdin?: Uint8Array): ParsedFiles {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const failed: FailedPath[] = [];
  const inputs = files.map((file) => () => (isTooLarge(file.size, file.format) ? refuseUnread(file) : parseBytes(file.name, readFileSync(file.path), file.format)));
  if (stdin) inputs.push(() => parseBytes(STDIN, stdin, undefined));
  for (const [index, parse] of inputs.entries()) {
    try {
      const ingested = parse();
      for (const fact of ingested.facts) facts.push(fact);
      for (const problem of ingested.problems) problems.push(problem);
    } catch (error) {
      failed.push({ path: files[index]?.path ?? STDIN, code: codeOf(error) });
    }
  }
  return { facts, problems, failed };
}

/** What stands in one file. */
export function parseBytes(name: string, bytes: Uint8Array, format: ManifestFile["format"]): Ingested {
  const decoded = decode(bytes, format);
  if (decoded.kind === "text") return ingestText(name, decoded.format, decoded.text);
  return unreadableFile(name, decoded.message, namedPolicyKind(roughText(bytes)));
}

function refuseUnread({ path, name, format }: Pick<ManifestFile, "path" | "name" | "format">): Ingested {
  return unreadableFile(name, tooLarge(format), policyKindIn(path));
}

/** Enough to find ASCII words in any encoding. */
const roughText = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1").replaceAll("\0", "");

/** Searches a file that is too large to be held, in pieces that overlap by more than a `kind:` line. */
function policyKindIn(path: string): string | undefined {
  const piece = Buffer.alloc(1 << 20);
  const descriptor = openSync(path, "r");
  try {
    let before = "";
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      const text = before + roughText(piece.subarray(0, read));
      const kind = namedPolicyKind(text);
      if (kind !== undefined) return kind;
      before = text.slice(-256);
    }
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}
