import type { Peer } from "#lib/policy/algebra.ts";
import { exactName } from "#lib/policy/names.ts";
import type { Context } from "./context.ts";
import { normalHost } from "./ids.ts";
import { clusterName, isClusterDomain } from "./names.ts";
import type { End } from "./question.ts";

/**
 * The name that a resolver outside has to be asked for before this end can be called: its own, or the one that a Service
 * is an alias for. What is, or could be, a name of the cluster's own is asked of nobody.
 */
export function outsideNameOf(to: End, context: Context): string | undefined {
  const { snapshot } = context;
  if (to.kind !== "host" && to.kind !== "service") return undefined;
  const followed = new Set<string>();
  for (let next = to.kind === "host" ? to.host : snapshot.service(to.namespace, to.name)?.externalName; next !== undefined && !followed.has(next); ) {
    followed.add(next);
    const host = normalHost(next);
    const own = clusterName(host, undefined, context);
    if (!own) return isOutsideName(host) && !isInNamespace(host, context) ? host : undefined;
    next = own.service.externalName;
  }
  return undefined;
}

/** Every name of a snapshot whose addresses matter, in the order of the input: catalogue, watched checks, configuration, aliases, rules by name. */
export function outsideNames(context: Context): ReadonlySet<string> {
  return new Set(hostsIn(context).flatMap((host) => outsideNameOf({ kind: "host", host }, context) ?? []));
}

/** Whether DNS could have such a name, and its form is none of the cluster's own: single labels, `…svc`, `…cluster.local`; nor an address. */
export function isOutsideName(host: string): boolean {
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  return labels.length > 1 && host.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^(localhost|\d+)$/.test(top) && !isClusterDomain(host);
}

const LABEL = /^[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?$/;

/** `web.shop` where there is a namespace `shop`: its Service may be gone, the name is the cluster's all the same. */
function isInNamespace(host: string, { snapshot }: Context): boolean {
  const [, second, more] = host.split(".");
  return second !== undefined && more === undefined && snapshot.spaces.namespaces.has(second);
}

function hostsIn({ snapshot, policies }: Context): readonly string[] {
  const told = snapshot.facts.flatMap((fact) => {
    switch (fact.kind) {
      case "destination":
        return fact.target.kind === "host" ? [fact.target.host] : [];
      case "watched-check":
        return fact.to.replace(/^dns:/, "");
      case "service":
        return fact.externalName ?? [];
      default:
        return [];
    }
  });
  const called = snapshot.residents.all.flatMap(({ fact }) => snapshot.calls.of(fact).map(({ host }) => host));
  const ruled = policies.all.flatMap(({ egress, ingress }) => [egress, ingress].flatMap((side) => side?.rules.flatMap(({ peers }) => peers.flatMap(namesIn)) ?? []));
  return [...told, ...called, ...ruled].filter((host) => !/[/:]/.test(host));
}

function namesIn(peer: Peer): readonly string[] {
  if (peer.kind === "any" || peer.kind === "all") return peer.of.flatMap(namesIn);
  if (peer.kind === "not") return namesIn(peer.of);
  return peer.kind === "names" ? peer.names.flatMap((pattern) => exactName(pattern) ?? []) : [];
}
