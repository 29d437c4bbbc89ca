import type { Query, QueryClient } from "@tanstack/react-query";
import { clusterKey } from "../api/queries.ts";
import { paced } from "./paced.ts";

/** What the server has told about a cluster. */
interface Newest {
  readonly revision: number;
  readonly returns: number;
}

/** Milliseconds between two rounds of questions; the server tells of a change four times a second at most. */
const GAP_MS = 250;

/** Asks again whatever is of another revision than the newest. A question under way is let finish, so that there always is an answer. */
export function refresher(client: QueryClient, cluster: string): (newest: Newest) => void {
  let newest: Newest | undefined;
  let returns = 0;
  const round = async (): Promise<void> => {
    // After a break the server may be another one that counts anew, so everything is asked.
    const all = newest?.returns !== returns;
    returns = newest?.returns ?? 0;
    const isOld = ({ state }: Query): boolean => all || revisionOf(state.data) !== newest?.revision;
    const ask = (): Promise<void> => client.invalidateQueries({ queryKey: clusterKey(cluster), predicate: isOld }, { cancelRefetch: false });
    const wasAsking = client.isFetching({ queryKey: clusterKey(cluster) }) > 0;
    await ask();
    // What was under way before may still have been an answer of the time before.
    if (wasAsking) await ask();
  };
  const paceful = paced(round, GAP_MS);
  return (told) => {
    newest = told;
    paceful();
  };
}

const revisionOf = (known: unknown): number | undefined => (known as { readonly cluster?: { readonly revision: number } } | undefined)?.cluster?.revision;
