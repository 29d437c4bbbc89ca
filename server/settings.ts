import { isAbsolute, join, resolve } from "node:path";
import { SCALE_FORM, parseScale } from "#lib/company/size.ts";
import { parseCidr, type Cidr } from "#lib/net/cidr.ts";
import { ENGINE_NAMES, isEngineName, type EngineName } from "#lib/policy/engines.ts";
import { EXIT, Failure } from "./failure.ts";
import { parsePublicUrl } from "./links.ts";
import { RESOLVER_FORM, parseResolver } from "./names/resolvers.ts";

/** What the dashboard serves. The command line writes it into the environment, the server reads it there. */
export interface Settings {
  /** The folder with `scenarios/`, absolute like every path here. */
  readonly root: string;
  readonly demo: boolean;
  /** Pods of the generated cluster that the demo has besides. */
  readonly scale: number | undefined;
  readonly manifests: readonly string[];
  /** Contexts of the kubeconfig; "" is the current one, or in a pod its own cluster. */
  readonly contexts: readonly string[];
  /** Empty: the usual ones. */
  readonly kubeconfig: readonly string[];
  readonly allowExecPlugins: boolean;
  readonly allowInsecureServer: boolean;
  readonly readConfigMaps: boolean;
  /** Where to look if the whole cluster may not be read. */
  readonly namespaces: readonly string[];
  readonly destinations: string | undefined;
  readonly watch: string | undefined;
  readonly podCidrs: readonly Cidr[];
  readonly engine: EngineName | undefined;
  /** Whether names are looked up, where that is not done anyway. */
  readonly resolve: boolean;
  /** As `parseResolver` writes it; absent: those of the machine. */
  readonly resolver: string | undefined;
  /** `required` asks for the code even where no live cluster does. */
  readonly entry: "required" | "open";
  /** How links begin, where the browser's address is not it. */
  readonly publicUrl: string | undefined;
  /** Where things are kept; absent: there is no place, and they are kept in memory. */
  readonly dataDir: string | undefined;
  /** PostgreSQL's address, a secret. */
  readonly databaseUrl: string | undefined;
  /** How long changes are kept. */
  readonly historyDays: number;
  /** What chats, which follow links without anybody's login, are told of a frozen snapshot. */
  readonly unfurl: Unfurling;
}

export const UNFURLINGS = ["off", "text", "image"] as const;
export type Unfurling = (typeof UNFURLINGS)[number];

const HISTORY_DAYS = 30;

export type Environment = Readonly<Record<string, string | undefined>>;

/** All variables of Whydrop, and the usual one for a database. A list is one value, or a JSON list of several: paths and blocks may hold any separator. */
export const VARIABLE = {
  root: "WHYDROP_ROOT",
  demo: "WHYDROP_DEMO",
  scale: "WHYDROP_SCALE",
  manifests: "WHYDROP_MANIFESTS",
  contexts: "WHYDROP_CONTEXT",
  kubeconfig: "WHYDROP_KUBECONFIG",
  allowExecPlugins: "WHYDROP_ALLOW_EXEC_PLUGINS",
  allowInsecureServer: "WHYDROP_ALLOW_INSECURE_SERVER",
  readConfigMaps: "WHYDROP_READ_CONFIGMAPS",
  namespaces: "WHYDROP_NAMESPACE",
  destinations: "WHYDROP_DESTINATIONS",
  watch: "WHYDROP_WATCH",
  podCidrs: "WHYDROP_POD_CIDRS",
  engine: "WHYDROP_ENGINE",
  resolve: "WHYDROP_RESOLVE",
  resolver: "WHYDROP_RESOLVER",
  entry: "WHYDROP_ENTRY",
  publicUrl: "WHYDROP_PUBLIC_URL",
  dataDir: "WHYDROP_DATA_DIR",
  databaseUrl: "DATABASE_URL",
  historyDays: "WHYDROP_HISTORY_DAYS",
  unfurl: "WHYDROP_UNFURL",
  listen: "WHYDROP_LISTEN",
  port: "WHYDROP_PORT",
  healthListen: "WHYDROP_HEALTH_LISTEN",
} as const;

/**
 * @param directory what relative paths are relative to
 * @throws Failure that names every variable in error, one a line
 */
export function readSettings(environment: Environment, directory: string): Settings {
  const problems: string[] = [];

  function read<T>(variable: string, parse: (text: string) => T | undefined, expected: string): T | undefined {
    const text = environment[variable];
    if (text === undefined || text === "") return undefined;
    const value = parse(text);
    if (value === undefined) problems.push(variable === VARIABLE.databaseUrl ? `${variable} must be ${expected}` : `${variable} is \`${text}\`, but must be ${expected}`);
    return value;
  }

  const readSwitch = (variable: string): boolean => read(variable, parseSwitch, "1 or 0") ?? false;
  const absolute = (path: string): string => resolve(directory, path);
  const settings: Omit<Settings, "unfurl"> = {
    root: read(VARIABLE.root, absolute, "a folder") ?? directory,
    demo: readSwitch(VARIABLE.demo),
    scale: read(VARIABLE.scale, parseScale, SCALE_FORM),
    manifests: (read(VARIABLE.manifests, parseList, "a path or a JSON list of paths") ?? []).map(absolute),
    contexts: read(VARIABLE.contexts, parseList, "a context or a JSON list of contexts") ?? [],
    kubeconfig: (read(VARIABLE.kubeconfig, parseList, "a path or a JSON list of paths") ?? []).map(absolute),
    allowExecPlugins: readSwitch(VARIABLE.allowExecPlugins),
    allowInsecureServer: readSwitch(VARIABLE.allowInsecureServer),
    readConfigMaps: readSwitch(VARIABLE.readConfigMaps),
    namespaces: read(VARIABLE.namespaces, parseList, "a namespace or a JSON list of namespaces") ?? [],
    destinations: read(VARIABLE.destinations, absolute, "a file"),
    watch: read(VARIABLE.watch, absolute, "a file"),
    podCidrs: read(VARIABLE.podCidrs, parseCidrs, "a block such as 10.244.0.0/16 or a JSON list of blocks") ?? [],
    engine: read(VARIABLE.engine, (text) => (isEngineName(text) ? text : undefined), `one of ${ENGINE_NAMES.join(", ")}`),
    resolve: read(VARIABLE.resolve, parseSwitch, "1 or 0") ?? false,
    resolver: read(VARIABLE.resolver, parseResolver, RESOLVER_FORM),
    entry: read(VARIABLE.entry, (text) => (text === "required" || text === "open" ? text : undefined), "required or open") ?? "open",
    publicUrl: read(VARIABLE.publicUrl, parsePublicUrl, "the address that people see, such as https://whydrop.example.com, without a path"),
    dataDir: read(VARIABLE.dataDir, absolute, "a folder") ?? usualDataDir(environment),
    databaseUrl: read(VARIABLE.databaseUrl, parseDatabaseUrl, "an address such as postgresql://user:password@host/database"),
    historyDays: read(VARIABLE.historyDays, parseDays, "a whole number of days from 1 to 3650") ?? HISTORY_DAYS,
  };
  const unfurl = read(VARIABLE.unfurl, (text) => UNFURLINGS.find((one) => one === text), UNFURLINGS.join(", ").replace(/, (?=\w+$)/, " or "));
  if (problems.length > 0) throw new Failure(EXIT.configuration, problems.join("\n"));
  return { ...settings, unfurl: unfurl ?? (isForAll(settings) ? "image" : "off") };
}

/** Nothing in the demo is a secret, unless something else is shown beside it or somebody wants the code. */
const isForAll = ({ demo, contexts, manifests, entry }: Pick<Settings, "demo" | "contexts" | "manifests" | "entry">): boolean => demo && contexts.length === 0 && manifests.length === 0 && entry === "open";

/** The inverse of `readSettings`. */
export function toVariables(settings: Settings): Readonly<Record<string, string>> {
  const { root, demo, manifests, destinations, watch, podCidrs, engine, resolve: looksUp, resolver, entry, publicUrl, dataDir, databaseUrl } = settings;
  const asSwitch = (on: boolean): string => (on ? "1" : "0");
  return {
    [VARIABLE.root]: root,
    [VARIABLE.demo]: asSwitch(demo),
    [VARIABLE.manifests]: JSON.stringify(manifests),
    [VARIABLE.contexts]: JSON.stringify(settings.contexts),
    [VARIABLE.kubeconfig]: JSON.stringify(settings.kubeconfig),
    [VARIABLE.allowExecPlugins]: asSwitch(settings.allowExecPlugins),
    [VARIABLE.allowInsecureServer]: asSwitch(settings.allowInsecureServer),
    [VARIABLE.readConfigMaps]: asSwitch(settings.readConfigMaps),
    [VARIABLE.namespaces]: JSON.stringify(settings.namespaces),
    [VARIABLE.resolve]: asSwitch(looksUp),
    [VARIABLE.podCidrs]: JSON.stringify(podCidrs.map((cidr) => cidr.text)),
    [VARIABLE.entry]: entry,
    [VARIABLE.historyDays]: String(settings.historyDays),
    [VARIABLE.unfurl]: settings.unfurl,
    ...(settings.scale !== undefined && { [VARIABLE.scale]: String(settings.scale) }),
    ...(dataDir !== undefined && { [VARIABLE.dataDir]: dataDir }),
    ...(databaseUrl !== undefined && { [VARIABLE.databaseUrl]: databaseUrl }),
    ...(destinations !== undefined && { [VARIABLE.destinations]: destinations }),
    ...(watch !== undefined && { [VARIABLE.watch]: watch }),
    ...(engine !== undefined && { [VARIABLE.engine]: engine }),
    ...(resolver !== undefined && { [VARIABLE.resolver]: resolver }),
    ...(publicUrl !== undefined && { [VARIABLE.publicUrl]: publicUrl }),
  };
}

/** The XDG base directory specification has a relative path ignored. */
function usualDataDir({ XDG_STATE_HOME: state = "", HOME: home = "" }: Environment): string | undefined {
  if (isAbsolute(state)) return join(state, "whydrop");
  return isAbsolute(home) ? join(home, ".local", "state", "whydrop") : undefined;
}

const parseDatabaseUrl = (text: string): string | undefined => (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? "") ? text : undefined);

function parseDays(text: string): number | undefined {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= 3650 ? days : undefined;
}

const parseSwitch = (text: string): boolean | undefined => (text === "1" ? true : text === "0" ? false : undefined);

function parseList(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return [text];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((entry) => typeof entry === "string") ? list : undefined;
  } catch {
    return undefined;
  }
}

function parseCidrs(text: string): readonly Cidr[] | undefined {
  const blocks = parseList(text)?.map((block) => parseCidr(block)?.cidr);
  return blocks?.every((block) => block !== undefined) ? blocks : undefined;
}
