import type { WorkloadConnection } from "#lib/api/pages.ts";

/** Connections of a workload that differ in their address alone. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly addresses: readonly string[];
  readonly verdict: WorkloadConnection["verdict"];
  /** The first stands for all in what is the same. */
  readonly connections: readonly [WorkloadConnection, ...WorkloadConnection[]];
  /** Newest of theirs, RFC 3339; null: not known. */
  readonly changedAt: string | null;
}

export type End = "from" | "to";

/** Rows of a list: watched ones first, then by name. @param end the one that the rows tell apart */
export function rowsOf(connections: readonly WorkloadConnection[], end: End): readonly Row[] {
  const names = namesOf(connections);
  const alike = Map.groupBy(connections, (connection) => {
    const { port, protocol, verdict, code, side, why, blockedBy, watched } = connection;
    return JSON.stringify([end === "from" ? connection.from : nameOf(connection, names), port, protocol, verdict, code, side, why, blockedBy, watched]);
  });
  return [...alike.values()].flatMap(([first, ...more]) => (first ? [rowOf([first, ...more], end, names)] : [])).toSorted(byRank);
}

function rowOf(connections: Row["connections"], end: End, names: ReadonlyMap<string, string>): Row {
  const [first] = connections;
  const addresses = [...new Set(connections.flatMap((one) => (isAddress(one.to) ? [one.toTitle] : one.addresses)))];
  const title = end === "from" ? first.fromTitle : (names.get(first.toTitle) ?? first.toTitle);
  return {
    id: first.id,
    title,
    addresses: end === "from" ? [] : addresses,
    verdict: first.verdict,
    connections,
    changedAt: connections.map(({ changedAt }) => changedAt).reduce((newest, one) => (newest === null || (one !== null && one > newest) ? one : newest), null),
  };
}

const isAddress = (to: string): boolean => to.startsWith("ip:");

/** What people call an address that is called by its number beside its name. */
function namesOf(connections: readonly WorkloadConnection[]): ReadonlyMap<string, string> {
  return new Map(connections.flatMap(({ to, toTitle, addresses }) => (to.startsWith("dns:") ? addresses.map((address) => [address, toTitle] as const) : [])));
}

/** Addresses without a name are told together: each row would say the same. */
const nameOf = ({ to, toTitle }: WorkloadConnection, names: ReadonlyMap<string, string>): string => (to.startsWith("dns:") ? `name ${toTitle}` : isAddress(to) ? (names.has(toTitle) ? `name ${names.get(toTitle) ?? ""}` : "address") : to);

const isWatched = ({ connections }: Row): boolean => connections.some(({ watched }) => watched !== null);

/** Blocked before partly, then watched, then by name. */
function byRank(a: Row, b: Row): number {
  const partly = Number(a.verdict === "partial") - Number(b.verdict === "partial");
  if (partly !== 0) return partly;
  if (isWatched(a) !== isWatched(b)) return isWatched(a) ? -1 : 1;
  return a.title < b.title ? -1 : a.title > b.title ? 1 : 0;
}
