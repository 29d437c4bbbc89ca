import { formatEnd } from "#lib/check/ids.ts";
import type { Context } from "#lib/check/context.ts";
import { resolveName } from "#lib/check/names.ts";
import type { End } from "#lib/check/question.ts";
import { listOf } from "#lib/describe/words.ts";
import { type JudgedConnection, titleOf } from "#lib/graph/connections.ts";
import { BARE, type Card } from "./card.ts";

/** Whom connections lead to or come from beside the groups of pods: destinations, Services, nodes, and what the input lacks. */
export function outsideCards(context: Context, judged: readonly JudgedConnection[], isGroup: (id: string) => boolean): ReadonlyMap<string, Card> {
  const providers = providersIn(context);
  const found = new Map<string, Card>();
  for (const connection of judged) {
    const { from, target } = connection.json;
    if (!isGroup(target) && !found.has(target)) found.set(target, targetCard(target, connection, context, providers));
    if (!isGroup(from) && !found.has(from)) found.set(from, sourceCard(connection.declared.from));
  }
  return found;
}

function targetCard(id: string, { declared: { to }, json }: JudgedConnection, context: Context, providers: ReadonlyMap<string, string>): Card {
  const service = /^svc:([^/]*)\/(.*)$/.exec(id);
  if (service) {
    const [, namespace = "", name = ""] = service;
    const isSystem = SYSTEM_SERVICES.has(id);
    return { ...BARE, id, kind: "service", place: isSystem ? "system" : "inside", namespace, title: id === API_SERVER ? "API server" : name, subtitle: "Service", detail: "" };
  }
  if (to.kind === "workload" || to.kind === "named") return { ...sourceCard(to), id };
  return { ...destinationCard(id, to, context, json.addresses), ...(providers.has(id) && { subtitle: `External · ${providers.get(id) ?? ""}` }) };
}

/** A destination that somebody named. @param addresses where they are known already */
export function destinationCard(id: string, to: End, context: Context, addresses: readonly string[]): Card {
  const isNode = to.kind === "node";
  const known = to.kind === "host" ? resolveName(to.host, context).addresses.map(({ address }) => address.text) : addresses;
  const detail = known.length > 0 && to.kind !== "address" ? listOf(known) : to.kind === "host" ? "address not known" : "";
  return { ...BARE, id, kind: isNode ? "node" : "external", place: isNode ? "system" : "destinations", title: to.kind === "internet" ? "Internet (any)" : titleOf(to), subtitle: isNode ? "Node" : "External", detail };
}

/** A source that the input lacks is drawn all the same: somebody declared that it calls. */
function sourceCard(end: End): Card {
  const id = formatEnd(end);
  if (end.kind === "workload" || end.kind === "named") return { ...BARE, id, kind: "group", place: "inside", namespace: end.namespace, title: end.name, subtitle: "not in the input", detail: "" };
  const isNode = end.kind === "node";
  return { ...BARE, id, kind: isNode ? "node" : "external", place: isNode ? "system" : "callers", title: end.kind === "internet" ? "Internet (any)" : titleOf(end), subtitle: isNode ? "Node" : "External", detail: "" };
}

export const API_SERVER = "svc:default/kubernetes";
const SYSTEM_SERVICES: ReadonlySet<string> = new Set([API_SERVER, "svc:kube-system/kube-dns"]);

function providersIn({ snapshot }: Context): ReadonlyMap<string, string> {
  return new Map(snapshot.facts.flatMap((fact) => (fact.kind === "destination" && fact.provider !== undefined ? [[fact.target.kind === "host" ? `dns:${fact.target.host}` : `cidr:${fact.target.cidr.text}`, fact.provider] as const] : [])));
}

