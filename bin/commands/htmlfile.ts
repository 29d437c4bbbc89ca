import { writeFile } from "node:fs/promises";
import type { Answer } from "#lib/check/answer.ts";
import { freeze } from "#lib/frozen/freeze.ts";
import { frozenHtml } from "#lib/frozen/html.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { now } from "#server/clusters/clock.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { sha256 } from "#server/frozen/id.ts";
import { version } from "#server/version.ts";
import { clusterName } from "./clustername.ts";
import type { CommandFlags, Read } from "./source.ts";

/** An answer as one HTML file, to attach where nobody can enter. @throws Failure where it cannot be written */
export async function writeHtml(file: string, answered: Answer, { asOf, kinds }: Read, flags: CommandFlags): Promise<void> {
  const name = clusterName(flags);
  const state = { id: name, context: answered.context, revision: 1, readAt: asOf ?? now(), ...(kinds && { kinds }) };
  const frozen = freeze(answered, state, { madeBy: version, madeAt: now(), origin: "", live: "" });
  const hash = sha256(canonicalJson(frozen));
  await writeFile(file, frozenHtml(frozen, { hash })).catch((error: unknown) => {
    throw new Failure(EXIT.usage, `\`${file}\` cannot be written: ${error instanceof Error && "code" in error ? String(error.code) : "unknown"}`);
  });
}
