import { parseArgs } from "node:util";
import { type Cidr, parseCidr } from "#lib/net/cidr.ts";
import { type Context, type Settings, contextOf } from "#lib/check/context.ts";
import type { KindState } from "#lib/cluster/kindstate.ts";
import { ENGINES, ENGINE_NAMES, type EngineName, isEngineName } from "#lib/policy/engines.ts";
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
  resolver: { type: "string" },
  context: { type: "string" },
  kubeconfig: { type: "string", multiple: true },
  namespace: { type: "string", multiple: true },
  "read-configmaps": { type: "boolean" },
  "allow-insecure-server": { type: "boolean" },
} as const;

const COMMAND_FLAGS = { ...SOURCE_FLAGS, output: { type: "string", short: "o" }, queries: { type: "string" }, watched: { type: "boolean" }, html: { type: "string" }, "data-dir": { type: "string" } } as const;

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

/**
 * Reads what the flags name: files, or a live cluster once.
 *
 * @throws Failure: 64 for flags that make no sense, 65 when nothing could be read, 69 when the cluster cannot be reached
 */
export async function readContext(flags: CommandFlags, usage: string): Promise<Read> {
  const { engine, podCidrs } = givenBy(flags);
  const beside = filesBeside(flags);
  if (isLive(flags)) {
    if (flags.manifests) throw new Failure(EXIT.usage, "give either --manifests or a live cluster, not both");
    return readLive(flags, podCidrs, engine, beside);
  }
  if (!flags.manifests) throw new Failure(EXIT.usage, `say what to read: --manifests PATH, - for standard input, or --context NAME\n${usage}`);
  const { snapshot } = await orNothing(readSnapshot([...flags.manifests, ...beside]));
  return { context: contextOf(snapshot, { podCidrs, ...(engine !== undefined && { engine: ENGINES[engine] }) }), asOf: null };
}

/** What the flags say of the cluster itself. @throws Failure (64) */
function givenBy({ engine, "pod-cidr": blocks = [] }: CommandFlags): { readonly engine: EngineName | undefined; readonly podCidrs: readonly Cidr[] } {
  if (engine !== undefined && !isEngineName(engine)) throw new Failure(EXIT.usage, `\`${engine}\` is not an engine: use one of ${ENGINE_NAMES.join(", ")}`);
  return { engine, podCidrs: blocks.map((text) => parseCidr(text)?.cidr ?? fail(`\`${text}\` is not a CIDR block`)) };
}

/** The same for every state of a cluster. @throws Failure (64) */
export function settingsOf(flags: CommandFlags): Settings {
  const { engine, podCidrs } = givenBy(flags);
  return { podCidrs, ...(engine !== undefined && { engine: ENGINES[engine] }) };
}

export const filesBeside = ({ destinations, watch }: CommandFlags): readonly string[] => [destinations, watch].filter((path) => path !== undefined);

export const isLive = ({ context, kubeconfig }: CommandFlags): boolean => context !== undefined || kubeconfig !== undefined;

/** A live cluster is let go at once: what a command tells is of one moment. A user's own credential plugin may run, as for kubectl. */
async function readLive(flags: CommandFlags, podCidrs: readonly Cidr[], engine: EngineName | undefined, beside: readonly string[]): Promise<Read> {
  const { readOnce } = await import("#server/kubernetes/readonce.ts");
  const { context, kubeconfig: files = [], namespace: namespaces = [], "read-configmaps": configMaps = false, "allow-insecure-server": allowInsecure = false } = flags;
  const source = await orNothing(readOnce({ id: context ?? "", access: { context, files, allowExec: true, allowInsecure }, podCidrs, engine, configMaps, namespaces, resolve: false, resolver: undefined, beside, after: 0 }));
  const { context: read, readAt, kinds } = source.state;
  await source.close();
  return { context: read, asOf: readAt, ...(kinds && { kinds }) };
}

/** What was read, and when it was true; null where the input itself may tell. */
export interface Read {
  readonly context: Context;
  readonly asOf: string | null;
  /** Of a live cluster. */
  readonly kinds?: readonly KindState[];
}

const orNothing = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    throw error instanceof NothingReadable ? new Failure(EXIT.noSource, error.message) : error;
  });

function fail(message: string): never {
  throw new Failure(EXIT.usage, message);
}
