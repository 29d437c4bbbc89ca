import { EXIT, Failure } from "../failure.ts";
import { type LiveWish, openKubernetes } from "./open.ts";
import type { KubernetesSource } from "./source.ts";

/** Milliseconds after which a command answers with what it has; what is missing makes verdicts unknown. */
const PATIENCE = 60_000;

/**
 * Reads a live cluster once, for a command. The caller closes it.
 *
 * @throws Failure: 69 where the server cannot be reached or takes no request, 78 for a kubeconfig that cannot be used
 */
export async function readOnce(wish: LiveWish): Promise<KubernetesSource> {
  const source = await openKubernetes(wish);
  source.start();
  const given = await source.whenReady(PATIENCE);
  if (given.kind === "unreachable") {
    await source.close();
    throw new Failure(EXIT.unreachable, `the cluster cannot be read: ${given.why}`);
  }
  return source;
}
