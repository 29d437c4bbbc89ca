import type { MapNode } from "#lib/api/map.ts";
import type { Context } from "#lib/check/context.ts";
import type { Link } from "./links.ts";
import { API_SERVER } from "./outside.ts";
import type { Topology } from "./topology.ts";

/** From how many callers on, and from which part of all that are drawn, a destination is everybody's. */
const FEWEST = 5;
const PART = 0.4;

/** Destinations that so many use that edges to them would hide all others. @param callers how many nodes inside of the cluster are drawn */
export function hubsAmong(links: readonly Link[], nodesOf: (id: string) => readonly string[], callers: number): ReadonlySet<string> {
  const users = new Map<string, Set<string>>();
  for (const { from, to } of links) {
    const known = users.get(to) ?? new Set();
    const own = new Set(nodesOf(to));
    for (const node of nodesOf(from)) if (!own.has(node)) known.add(node);
    users.set(to, known);
  }
  return new Set([...users].filter(([, { size }]) => size >= FEWEST && size > PART * callers).map(([id]) => id));
}

const WORST = ["deny", "partial", "unknown", "allow"] as const;

/** What each caller's card says of the hubs it uses. */
export function hubChips(links: readonly Link[], nodesOf: (id: string) => readonly string[], topology: Topology): ReadonlyMap<string, MapNode["hubs"]> {
  const found = new Map<string, Map<string, MapNode["hubs"][number]>>();
  for (const { from, to, verdict } of links) {
    for (const node of nodesOf(from)) {
      const own = found.get(node) ?? new Map<string, MapNode["hubs"][number]>();
      const known = own.get(to);
      if (known === undefined || WORST.indexOf(verdict) < WORST.indexOf(known.verdict)) own.set(to, { id: to, title: hubTitle(to, topology), verdict });
      found.set(node, own);
    }
  }
  return new Map([...found].map(([node, chips]) => [node, [...chips.values()].sort((a, b) => (a.title < b.title ? -1 : 1))]));
}

/** What people call it: dns, metrics, api server, or its own name. */
export function hubTitle(id: string, { cards, groups, context }: Topology): string {
  if (id === API_SERVER) return "api server";
  const labels = groups.get(id)?.inhabitants[0].fact.labels ?? selectorOf(id, context);
  const title = cards.get(id)?.title ?? id;
  if (labels?.get("k8s-app") === "kube-dns" || title === "kube-dns" || title === "coredns") return "dns";
  const name = labels?.get("app.kubernetes.io/name") ?? labels?.get("app") ?? title;
  return /^prometheus\b/.test(name) ? "metrics" : title;
}

const selectorOf = (id: string, { known }: Context): ReadonlyMap<string, string> | undefined => {
  const [, namespace = "", name = ""] = /^svc:([^/]*)\/(.*)$/.exec(id) ?? [];
  return known.service(namespace, name)?.selector;
};
