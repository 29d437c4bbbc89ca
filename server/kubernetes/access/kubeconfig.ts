import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { parse } from "yaml";
import { EXIT, Failure } from "../../failure.ts";
import type { Environment, Settings } from "../../settings.ts";
import { isMap, text } from "../entry.ts";
import { type AccessWish, IN_CLUSTER, accessWishes } from "./wish.ts";

const LARGEST = 1024 * 1024;
const SERVICE_ACCOUNT_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/** Whether this runs in a pod that has a service account. */
export const isInCluster = (environment: Environment): boolean =>
  (environment["KUBERNETES_SERVICE_HOST"] ?? "") !== "" && existsSync(SERVICE_ACCOUNT_TOKEN);

/** The kubeconfig files that are meant: those given, else KUBECONFIG's, else the home folder's where it exists. */
export function kubeconfigFiles(given: readonly string[], environment: Environment): readonly string[] {
  if (given.length > 0) return given;
  const listed = (environment["KUBECONFIG"] ?? "").split(delimiter).filter((path) => path !== "");
  if (listed.length > 0) return listed.filter((path) => existsSync(path));
  const own = join(environment["HOME"] ?? homedir(), ".kube", "config");
  return existsSync(own) ? [own] : [];
}

/**
 * The configuration of one cluster, checked whole before anything of it is used.
 *
 * @throws Failure (78) that names the file and each field that is wrong or refused
 */
export function loadAccess(wish: AccessWish, environment: Environment): KubeConfig {
  const files = kubeconfigFiles(wish.files, environment);
  if (files.length === 0) {
    if (wish.context === undefined && isInCluster(environment)) return inCluster();
    throw new Failure(EXIT.configuration, "there is no kubeconfig: give --kubeconfig FILE, or set KUBECONFIG");
  }
  const config = new KubeConfig();
  // As kubectl merges: of two entries with one name, and of two current contexts, the first counts.
  for (const file of files) {
    const read = readFile(file);
    config.setCurrentContext(config.getCurrentContext() || read.getCurrentContext());
    for (const cluster of read.clusters) if (!config.getCluster(cluster.name)) config.addCluster(cluster);
    for (const user of read.users) if (!config.getUser(user.name)) config.addUser(user);
    for (const context of read.contexts) if (!config.getContextObject(context.name)) config.addContext(context);
  }
  choose(config, wish.context, files);
  refuse(config, wish, files);
  // The client library speaks plain http only where nothing could be verified anyway.
  config.clusters = config.clusters.map((cluster) => (cluster.server.startsWith("http:") ? { ...cluster, skipTLSVerify: true } : cluster));
  return config;
}

/**
 * The contexts that are meant: "" becomes the name of the current one, and stays "" for the cluster of this pod.
 *
 * @throws Failure (78) as `loadAccess`, for each context
 */
export function resolveContexts(settings: Settings, environment: Environment): readonly string[] {
  return accessWishes(settings).map((wish) => {
    const name = loadAccess(wish, environment).getCurrentContext();
    return name === IN_CLUSTER ? "" : name;
  });
}

function inCluster(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromCluster();
  return config;
}

function readFile(file: string): KubeConfig {
  try {
    if (statSync(file).size > LARGEST) throw new Failure(EXIT.configuration, `\`${file}\` is larger than 1 MiB, which no kubeconfig is`);
    const content = readFileSync(file, "utf8");
    const config = new KubeConfig();
    config.loadFromString(normal(parse(content), file));
    config.makePathsAbsolute(resolve(dirname(file)));
    return config;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new Failure(EXIT.configuration, code === "ENOENT" ? `there is no kubeconfig \`${file}\`` : code.startsWith("E") ? `the kubeconfig \`${file}\` cannot be read (${code})` : `\`${file}\` is no kubeconfig: ${firstLine(error)}`);
  }
}

const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split("\n")[0] ?? "") : "");

/**
 * The file as the client library understands it, in JSON, which is YAML too. It does not know `tokenFile`.
 *
 * @throws Failure for what would make it fail without a field's name
 */
function normal(value: unknown, file: string): string {
  if (!isMap(value)) throw new Failure(EXIT.configuration, `\`${file}\` is no kubeconfig: it has no \`clusters\``);
  const wrong = (field: string, must: string): never => {
    throw new Failure(EXIT.configuration, `\`${field}\` in \`${file}\` ${must}`);
  };
  for (const key of ["clusters", "contexts", "users"]) {
    const list = value[key] ?? [];
    if (!Array.isArray(list)) wrong(key, "must be a list");
    for (const [index, entry] of (list as readonly unknown[]).entries()) {
      if (!isMap(entry) || text(entry["name"]) === "") wrong(`${key}[${index}].name`, "is missing");
    }
  }
  const root = dirname(resolve(file));
  const users = ((value["users"] ?? []) as readonly Readonly<Record<string, unknown>>[]).map((entry, index) => {
    const user = isMap(entry["user"]) ? entry["user"] : {};
    checkPaths(user, `users[${index}].user`, ["client-certificate", "client-key", "tokenFile"], root, wrong);
    const tokenFile = text(user["tokenFile"]);
    return tokenFile === "" ? { ...entry, user } : { ...entry, user: { ...user, "auth-provider": { name: "tokenFile", config: { tokenFile: resolve(root, tokenFile) } } } };
  });
  for (const [index, entry] of ((value["clusters"] ?? []) as readonly Readonly<Record<string, unknown>>[]).entries()) {
    if (isMap(entry["cluster"])) checkPaths(entry["cluster"], `clusters[${index}].cluster`, ["certificate-authority"], root, wrong);
  }
  return JSON.stringify({ ...value, users });
}

/** A relative path counts from the kubeconfig's folder, as for kubectl; one that leads out of it is nothing a tool writes. */
function checkPaths(section: Readonly<Record<string, unknown>>, prefix: string, keys: readonly string[], root: string, wrong: (field: string, must: string) => never): void {
  for (const key of keys) {
    const path = section[key];
    if (path === undefined || path === null || path === "") continue;
    if (typeof path !== "string") wrong(`${prefix}.${key}`, "must be a path");
    const target = resolve(root, path);
    if (!isAbsolute(path) && relative(root, target).startsWith("..")) wrong(`${prefix}.${key}`, "leads out of the kubeconfig's folder: write the whole path");
    if (!existsSync(target)) wrong(`${prefix}.${key}`, "names a file that does not exist");
  }
}

function choose(config: KubeConfig, wanted: string | undefined, files: readonly string[]): void {
  const where = files.map((file) => `\`${file}\``).join(", ");
  const name = wanted ?? config.getCurrentContext();
  if (!name) throw new Failure(EXIT.configuration, `${where} has no \`current-context\`: name one with --context`);
  const context = config.getContextObject(name);
  if (!context) throw new Failure(EXIT.configuration, `there is no context \`${name}\` in ${where}: it has ${config.contexts.map((one) => `\`${one.name}\``).join(", ") || "none"}`);
  config.setCurrentContext(name);
  if (!config.getCurrentCluster()) throw new Failure(EXIT.configuration, `the context \`${name}\` names the cluster \`${context.cluster}\`, which ${where} does not have`);
  if (!config.getCurrentUser()) throw new Failure(EXIT.configuration, `the context \`${name}\` names the user \`${context.user}\`, which ${where} does not have`);
}

/** What a kubeconfig can ask for and does not get: programs that are started, and connections that nobody can trust. */
function refuse(config: KubeConfig, { allowExec, allowInsecure }: AccessWish, files: readonly string[]): void {
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  const faults: string[] = [];
  const server = URL.canParse(cluster?.server ?? "") ? new URL(cluster?.server ?? "") : undefined;
  if (!server || !["http:", "https:"].includes(server.protocol)) faults.push("`server` must be an https:// address");
  else if (server.protocol === "http:" && !allowInsecure) faults.push("`server` is http://, and nobody can tell who answers there: use https://, or --allow-insecure-server");
  if (server && (server.username !== "" || server.password !== "")) faults.push("`server` must not hold a password");
  if (cluster?.skipTLSVerify && !allowInsecure) faults.push("`insecure-skip-tls-verify` is set, and nobody can tell who answers: give the certificate authority, or --allow-insecure-server");
  const proxy = cluster?.proxyUrl;
  if (proxy !== undefined && proxy !== null && !(URL.canParse(proxy) && /^(https?|socks5h?|socks4a?):$/.test(new URL(proxy).protocol))) faults.push("`proxy-url` must be an http, https or socks5 address");
  if (user?.exec && !allowExec) faults.push("`exec` would start a program for its credentials: allow it with --allow-exec-plugins");
  const provider: unknown = user?.authProvider;
  if (isMap(provider) && text(provider["name"]) !== "tokenFile" && !allowExec) faults.push("`auth-provider` would start a program for its credentials: allow it with --allow-exec-plugins");
  if (faults.length > 0) throw new Failure(EXIT.configuration, faults.map((fault) => `the kubeconfig ${files.map((file) => `\`${file}\``).join(", ")}: ${fault}`).join("\n"));
}
