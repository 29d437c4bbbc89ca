const PATIENCE_MS = 2_000;

/** Whether the dashboard at this address says that it is ready. */
export async function isReady(address: string): Promise<boolean> {
  const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  await response.body?.cancel();
  return response.ok;
}

/** Asks for one at a time; who comes meanwhile gets the same answer. What fails is a no. */
export function shared(ask: () => Promise<boolean>): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined;
  return () => (asking ??= ask().catch(() => false).finally(() => (asking = undefined)));
}
