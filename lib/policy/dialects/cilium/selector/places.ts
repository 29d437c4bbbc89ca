import type { Entity, Peer } from "#lib/policy/algebra.ts";
import { type Ask, holds } from "./asks.ts";

/** What is no pod has `reserved:` labels only, one for where it is; whoever serves the API has one more (semantics §3.6). */
const PLACES: ReadonlyMap<string, Entity> = new Map([
  ["host", "own-node"],
  ["remote-node", "other-nodes"],
  ["world", "outside"],
]);

const API_SERVER = "kube-apiserver";

/** Whom the requirements select among nodes and addresses outside: a negative one selects all that have no such label. */
export function selectPlaces(asks: readonly Ask[]): readonly Peer[] {
  const [api, others] = [asks.filter(isAboutApi), asks.filter((ask) => !isAboutApi(ask))];
  const places = [...PLACES].filter(([name]) => others.every((ask) => holds(ask, valueAt(name, ask)))).map(([, entity]) => entity);
  const servers = api.every((ask) => holds(ask, ""));
  const rest = api.every((ask) => holds(ask, undefined));
  if (!servers && !rest) return [];
  if (servers && !rest && places.length === PLACES.size) return [SERVES_API];
  return places.map((entity): Peer => {
    const place: Peer = { kind: "entity", entity };
    return servers === rest ? place : { kind: "all", of: [place, servers ? SERVES_API : { kind: "not", of: SERVES_API }] };
  });
}

/** Every place, as `reserved:all` and a selector without requirements mean it. */
export const isEveryPlace = (peers: readonly Peer[]): boolean => peers.length === PLACES.size && peers.every(({ kind }) => kind === "entity");

const SERVES_API: Peer = { kind: "entity", entity: "api-server" };

const isAboutApi = ({ about }: Ask): boolean => about.kind === "reserved" && about.name === API_SERVER;

const valueAt = (place: string, { about }: Ask): string | undefined =>
  about.kind === "reserved" && (about.name === place || about.name === "all") ? "" : undefined;
