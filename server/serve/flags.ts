import { parseArgs } from "node:util";
import { EXIT, Failure } from "../failure.ts";
import { VARIABLE, type Environment } from "../settings.ts";

export const SERVE_USAGE = "usage: whydrop serve [--demo [--live] [--scale PODS]] [--manifests PATH…] [--context NAME…] [--kubeconfig FILE…] [--namespace NAME…] [--read-configmaps] [--allow-exec-plugins] [--allow-insecure-server] [--destinations FILE] [--watch FILE] [--pod-cidr CIDR]… [--engine NAME] [--resolve] [--resolver ADDRESS] [--listen ADDRESS] [--port N] [--health-listen ADDRESS:PORT] [--public-url URL] [--data-dir FOLDER] [--history-days N] [--unfurl off|text|image] [--open]";

export interface Flags {
  /** The variables that the flags stand for; they win over the environment. */
  readonly variables: Environment;
  readonly open: boolean;
  /** Whether the demo has a cluster of its own that kubectl can change. */
  readonly live: boolean;
}

/** @throws Failure for flags that do not exist or lack their value */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parse(args);
  if (values.manifests?.includes("-")) throw new Failure(EXIT.usage, "serve reads folders and files, not standard input");
  const given = {
    [VARIABLE.demo]: values.demo ? "1" : undefined,
    [VARIABLE.scale]: values.scale,
    [VARIABLE.manifests]: values.manifests && JSON.stringify(values.manifests),
    [VARIABLE.contexts]: values.context && JSON.stringify(values.context),
    [VARIABLE.kubeconfig]: values.kubeconfig && JSON.stringify(values.kubeconfig),
    [VARIABLE.namespaces]: values.namespace && JSON.stringify(values.namespace),
    [VARIABLE.readConfigMaps]: values["read-configmaps"] ? "1" : undefined,
    [VARIABLE.allowExecPlugins]: values["allow-exec-plugins"] ? "1" : undefined,
    [VARIABLE.allowInsecureServer]: values["allow-insecure-server"] ? "1" : undefined,
    [VARIABLE.destinations]: values.destinations,
    [VARIABLE.watch]: values.watch,
    [VARIABLE.podCidrs]: values["pod-cidr"] && JSON.stringify(values["pod-cidr"]),
    [VARIABLE.engine]: values.engine,
    // Whoever names a resolver wants it asked.
    [VARIABLE.resolve]: values.resolve || values.resolver !== undefined ? "1" : undefined,
    [VARIABLE.resolver]: values.resolver,
    [VARIABLE.listen]: values.listen,
    [VARIABLE.port]: values.port,
    [VARIABLE.healthListen]: values["health-listen"],
    [VARIABLE.publicUrl]: values["public-url"],
    [VARIABLE.dataDir]: values["data-dir"],
    [VARIABLE.historyDays]: values["history-days"],
    [VARIABLE.unfurl]: values.unfurl,
  };
  const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const stray = values.live ? "--live" : values.scale !== undefined ? "--scale" : undefined;
  if (stray !== undefined && !values.demo) throw new Failure(EXIT.usage, `${stray} belongs to --demo\n${SERVE_USAGE}`);
  return { variables, open: values.open ?? false, live: values.live ?? false };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        demo: { type: "boolean" },
        live: { type: "boolean" },
        scale: { type: "string" },
        manifests: { type: "string", multiple: true },
        context: { type: "string", multiple: true },
        kubeconfig: { type: "string", multiple: true },
        namespace: { type: "string", multiple: true },
        "read-configmaps": { type: "boolean" },
        "allow-exec-plugins": { type: "boolean" },
        "allow-insecure-server": { type: "boolean" },
        destinations: { type: "string" },
        watch: { type: "string" },
        "pod-cidr": { type: "string", multiple: true },
        engine: { type: "string" },
        resolve: { type: "boolean" },
        resolver: { type: "string" },
        listen: { type: "string" },
        port: { type: "string" },
        "health-listen": { type: "string" },
        "public-url": { type: "string" },
        "data-dir": { type: "string" },
        "history-days": { type: "string" },
        unfurl: { type: "string" },
        open: { type: "boolean" },
      },
    });
  } catch (error) {
    const [firstSentence = ""] = (error as Error).message.split(/[.\n]/, 1);
    throw new Failure(EXIT.usage, `${firstSentence.charAt(0).toLowerCase()}${firstSentence.slice(1)}\n${SERVE_USAGE}`);
  }
}
