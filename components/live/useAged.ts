import { withAge } from "#lib/describe/freshness.ts";
import { useCluster, useNow } from "./LiveCluster.tsx";

/** For texts that are pasted elsewhere: where the facts are old, they say so. */
export function useAged(): (text: string) => string {
  const cluster = useCluster();
  const { now } = useNow();
  return (text) => withAge(text, cluster, now);
}
