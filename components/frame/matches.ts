import type { GraphJson } from "#lib/api/graph.ts";
import { checkPath, isWorkload, policyPath, workloadPath } from "#lib/url/paths.ts";

export interface Match {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly path: string;
}

const MOST = 8;

/** What a search finds: names that are equal first, then those that begin so, then those that have it within. */
export function matches(graph: GraphJson, text: string): readonly Match[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const pasted = pastedAddress(graph, wanted);
  const rank = ({ title, id }: Match): number => (title.toLowerCase() === wanted ? 0 : title.toLowerCase().startsWith(wanted) ? 1 : `${id} ${title}`.toLowerCase().includes(wanted) ? 2 : 3);
  const found = [...nodes(graph), ...policies(graph)]
    .filter((match) => rank(match) < 3)
    .toSorted((a, b) => rank(a) - rank(b) || (a.title < b.title ? -1 : 1));
  return [...pasted, ...found].slice(0, MOST);
}

const nodes = (graph: GraphJson): readonly Match[] =>
  graph.nodes.map(({ id, title, subtitle, namespace }) => ({
    id,
    title,
    kind: [subtitle, namespace].filter(Boolean).join(" · "),
    path: isWorkload(id) ? workloadPath(graph.cluster.id, id) : checkPath(graph.cluster.id, { to: id }),
  }));

const policies = (graph: GraphJson): readonly Match[] =>
  graph.policies.map(({ id, name, kind, namespace }) => ({ id: `${id}#${kind}`, title: name, kind: [kind, namespace].filter(Boolean).join(" · "), path: policyPath(graph.cluster.id, id.slice("policy:".length), { kind }) }));

/** `dial tcp 203.0.113.4:443: i/o timeout`, `Failed to connect to api.stripe.com port 443`, `api.stripe.com:443`. */
function pastedAddress(graph: GraphJson, text: string): readonly Match[] {
  const [, host, port] = /([a-z0-9][a-z0-9.-]*\.[a-z0-9-]+|\[[0-9a-f:]+\])(?::| port )(\d{1,5})\b/.exec(text) ?? [];
  if (host === undefined || port === undefined) return [];
  const to = /^[\d.]+$/.test(host) || host.startsWith("[") ? `ip:${host.replace(/[[\]]/g, "")}` : `dns:${host}`;
  return [{ id: `paste:${to}`, title: `Check … → ${host}:${port}`, kind: "from what was pasted", path: checkPath(graph.cluster.id, { to, port }) }];
}
