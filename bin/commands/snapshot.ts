import { capture } from "#lib/check/capture.ts";
import { asJson, asYaml } from "#lib/cluster/write/text.ts";
import { now } from "#server/clusters/clock.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { isTooLarge, tooLarge } from "#server/manifests/decode.ts";
import { withEveryName } from "#server/names/contexts.ts";
import { tellFaults } from "./check.ts";
import { clusterName } from "./clustername.ts";
import { resolved } from "./resolved.ts";
import { readCommand, readContext } from "./source.ts";

const USAGE = "usage: whydrop snapshot --manifests PATH… | --context NAME [-o yaml|json] > FILE";

/** Writes what was read as manifests that give the same verdicts. @returns the exit status: 0 */
export async function snapshot(args: readonly string[]): Promise<number> {
  const { values: flags, positionals } = readCommand(args, USAGE);
  const format = formatOf(flags.output ?? "yaml");
  if (positionals.length > 0 || flags.queries !== undefined || flags.watched || flags.html !== undefined) throw new Failure(EXIT.usage, USAGE);
  const { context: read, asOf } = await readContext(flags, USAGE);
  const context = await resolved(read, flags, withEveryName);
  const manifests = capture(context, { name: clusterName(flags), at: asOf ?? now() });
  const text = format === "json" ? asJson(manifests) : asYaml(manifests);
  if (isTooLarge(Buffer.byteLength(text), format)) {
    throw new Failure(EXIT.usage, `the snapshot would be ${tooLarge(format)}, and could not be read again${format === "yaml" ? ": write it with -o json" : ""}`);
  }
  tellFaults(context.snapshot.problems);
  process.stdout.write(text);
  return 0;
}

function formatOf(format: string): "yaml" | "json" {
  if (format !== "yaml" && format !== "json") throw new Failure(EXIT.usage, `\`${format}\` is not an output format of snapshot: use yaml or json`);
  return format;
}
