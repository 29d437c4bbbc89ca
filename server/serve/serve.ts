import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { entry } from "../entry/entry.ts";
import { EXIT, Failure } from "../failure.ts";
import { captureConsole } from "../log.ts";
import { hide } from "../secrets.ts";
import { VARIABLE, readSettings, toVariables, type Environment, type Settings } from "../settings.ts";
import { openBrowser } from "./browser.ts";
import { ensureBuild } from "./build.ts";
import { startDashboard } from "./dashboard.ts";
import { endWith, stopSignal } from "./ending.ts";
import { SERVE_USAGE, readFlags } from "./flags.ts";
import { healthAddress, startHealth } from "./health.ts";
import { loopbackAddress, portWish } from "./listen.ts";
import { isReady } from "./ready.ts";

/** The runbook's incident: one policy to delete, one red edge that goes. */
const LIVE_SCENARIO = "runbook";
const root = resolve(import.meta.dirname, "../..");
const say = (line: string): void => console.log(`whydrop: ${line}`);

/**
 * `whydrop serve`: builds where needed, serves until it is told to stop, then ends the process.
 *
 * @throws Failure
 */
export async function serve(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  const variables: Environment = { ...process.env, ...flags.variables, [VARIABLE.root]: root };
  const host = loopbackAddress(variables[VARIABLE.listen] ?? "127.0.0.1");
  const wish = portWish(variables[VARIABLE.port]);
  const probes = healthAddress(variables[VARIABLE.healthListen]);
  const given = readSettings(variables, process.cwd());
  const live = flags.live ? await (await import("./livedemo.ts")).startLiveDemo(join(root, "scenarios", LIVE_SCENARIO)) : undefined;
  const settings = await withContexts(live ? { ...given, contexts: [live.context], kubeconfig: [live.kubeconfig], destinations: given.destinations ?? join(root, "scenarios", LIVE_SCENARIO) } : given);
  requireSources(settings);
  Object.assign(process.env, toVariables(settings), { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });

  const stop = stopSignal();
  let ready = async (): Promise<boolean> => false;
  if (probes !== undefined) await startHealth(probes, () => ready());
  await ensureBuild({ root, say, signal: stop });
  const dashboard = await startDashboard(root, host, wish);
  if (wish.kind === "preferably" && dashboard.port !== wish.port) say(`port ${String(wish.port)} is taken; using ${String(dashboard.port)}`);
  ready = async () => !stop.aborted && (await isReady(dashboard.address));
  // The first question opens the clusters: a live one begins to be read before anybody looks.
  void ready().catch(() => undefined);
  const { required, gate } = entry();
  const entrance = (code: string): string => (required ? `${dashboard.address}/enter?code=${code}` : dashboard.address);
  hide(gate.code);
  say(`open ${entrance(gate.code)} (Ctrl+C ends it)`);
  if (live) say(`change its cluster from another terminal:\n  export KUBECONFIG=${live.kubeconfig}\n  kubectl delete networkpolicy default-deny`);
  if (flags.open) openBrowser(entrance(gate.ticket()));
  captureConsole();

  await endWith(stop, async () => {
    await dashboard.close();
    await (await import("../clusters/runtime.ts")).closeRuntime();
    await live?.close();
  });
}

/** Without any source the current context is meant, as for kubectl. @throws Failure (78) for a kubeconfig that cannot be used */
async function withContexts(settings: Settings): Promise<Settings> {
  const { kubeconfigFiles, isInCluster, resolveContexts } = await import("../kubernetes/access/kubeconfig.ts");
  const { demo, manifests, contexts, kubeconfig } = settings;
  const asked = contexts.length > 0 || kubeconfig.length > 0;
  const found = !demo && manifests.length === 0 && (kubeconfigFiles([], process.env).length > 0 || isInCluster(process.env));
  const meant = contexts.length > 0 ? contexts : asked || found ? [""] : [];
  return { ...settings, contexts: resolveContexts({ ...settings, contexts: meant }, process.env) };
}

/** @throws Failure where there is nothing to serve, or a path that does not exist */
function requireSources({ demo, manifests, contexts, destinations, watch }: Settings): void {
  if (!demo && manifests.length === 0 && contexts.length === 0) throw new Failure(EXIT.usage, `nothing to serve: give --context NAME, --manifests PATH or --demo\n${SERVE_USAGE}`);
  const missing = [...manifests, destinations, watch].filter((path) => path !== undefined && !existsSync(path));
  if (missing.length > 0) throw new Failure(EXIT.noSource, missing.map((path) => `there is no file or folder \`${String(path)}\``).join("\n"));
}
