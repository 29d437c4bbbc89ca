import { parseArgs } from "node:util";
import { parseCidr } from "#lib/net/cidr.ts";
import { type Context, contextOf } from "#lib/check/context.ts";
import { ENGINES, ENGINE_NAMES, isEngineName } from "#lib/policy/engines.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { readSnapshot } from "#server/clusters/load.ts";
import { NothingReadable } from "#server/manifests/read.ts";

/** The flags that say what is asked: the same for every command that reads a cluster. */
const SOURCE_FLAGS = {
  manifests: { type: "string", multiple: true },
  destinations: { type: "string" },
  watch: { type: "string" },
  "pod-cidr": { type: "string", multiple: true },
  engine: { type: "string" },
  resolve: { type: "boolean" },
  context: { type: "string" },
  kubeconfig: { type: "string" },
} as const;

const COMMAND_FLAGS = { ...SOURCE_FLAGS, output: { type: "string", short: "o" }, queries: { type: "string" }, watched: { type: "boolean" } } as const;

export type CommandFlags = ReturnType<typeof parse>["values"];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: COMMAND_FLAGS, allowPositionals: true });
}

/** @throws Failure (64) for flags that do not exist or lack their value */
export function readCommand(args: readonly string[], usage: string): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    const [sentence = ""] = (error as Error).message.split(/[.\n]/, 1);
    throw new Failure(EXIT.usage, `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}\n${usage}`);
  }
}

/** Reads what the flags name. @throws Failure: 64 for flags that make no sense, 65 when nothing could be read */
export async function readContext(flags: CommandFlags, usage: string): Promise<Context> {
  if (flags.context !== undefined || flags.kubeconfig !== undefined) throw new Failure(EXIT.usage, "a live cluster cannot be read yet: capture it to a file and give it with --manifests");
  if (!flags.manifests) throw new Failure(EXIT.usage, `say what to read: --manifests PATH, or - for standard input\n${usage}`);
  const { engine, "pod-cidr": blocks = [] } = flags;
  if (engine !== undefined && !isEngineName(engine)) throw new Failure(EXIT.usage, `\`${engine}\` is not an engine: use one of ${ENGINE_NAMES.join(", ")}`);
  const podCidrs = blocks.map((text) => parseCidr(text)?.cidr ?? fail(`\`${text}\` is not a CIDR block`));
  const paths = [...flags.manifests, ...[flags.destinations, flags.watch].filter((path) => path !== undefined)];
  const { snapshot } = await readSnapshot(paths).catch((error: unknown) => {
    throw error instanceof NothingReadable ? new Failure(EXIT.noSource, error.message) : error;
  });
  return contextOf(snapshot, { podCidrs, ...(engine !== undefined && { engine: ENGINES[engine] }) });
}

function fail(message: string): never {
  throw new Failure(EXIT.usage, message);
}
