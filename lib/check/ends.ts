import { bitsOf } from "#lib/net/address.ts";
import { firstOf, publicRanges } from "#lib/net/range.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import { NODES, PODS, SERVICES } from "#lib/policy/unread.ts";
import { outsideIn, whoIsAt, whoIsWithin } from "./addresses.ts";
import { type Candidate, type Target, inhabitantCandidate, nodeCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { formatEnd } from "./ids.ts";
import { nameTargets, namedServiceTargets } from "./names.ts";
import type { End } from "./question.ts";
import { addressTargets, nodeTargets, onPort } from "./services.ts";
import { type Spread, each, gap, leaf } from "./spread.ts";
import { unreadGap, unreadIn } from "./unseen.ts";

/** Everybody that the source of a question stands for. */
export const sourcesOf = (end: End, context: Context): Spread<Candidate> => partiesOf(end, "source", context);

/** Everybody that this source meets when it calls the target. */
export function targetsOf(end: End, port: number | string, protocol: Protocol, source: Candidate, context: Context): Spread<Target> {
  const { known } = context;
  switch (end.kind) {
    case "service": {
      const service = known.service(end.namespace, end.name);
      if (!service) return unreadIn(SERVICES, end.namespace, formatEnd(end), context) ?? gap({ kind: "not-found", end: "target", id: formatEnd(end), finished: false });
      return namedServiceTargets(service, port, protocol, source, context);
    }
    case "host":
      return nameTargets(end.host, Number(port), protocol, source, context);
    case "address":
      return addressTargets(end.address, Number(port), protocol, source, context);
    case "workload":
    case "named":
      return onPort(withoutSelf(partiesOf(end, "target", context), source), Number(port));
    case "cidr":
      return onPort(withoutSelf(partiesOf(end, "target", context), source), Number(port));
    case "node": {
      return nodeTargets(known.nodes.get(end.name), partiesOf(end, "target", context), Number(port), protocol, source, context);
    }
    case "internet":
      return onPort(partiesOf(end, "target", context), Number(port));
  }
}

function partiesOf(end: End, side: "source" | "target", context: Context): Spread<Candidate> {
  const { known } = context;
  switch (end.kind) {
    case "named":
      return namedParties(end.namespace, end.name, side, context);
    case "workload":
      return unreadIn(PODS, end.namespace, formatEnd(end), context) ?? inhabitantsOr(end, side, end.workloadKind === "Pod" ? podOf(end, context) : known.residents.workload(end.namespace, end.workloadKind, end.name), context);
    case "address":
      return whoIsAt(end.address, side, context);
    case "cidr":
      return end.cidr.prefix === bitsOf(end.cidr.family) ? whoIsAt(firstOf(end.cidr), side, context) : whoIsWithin(end.cidr, context);
    case "node": {
      const node = known.nodes.get(end.name);
      const [unread] = known.unread.anywhere(NODES);
      if (unread) return gap(unreadGap(formatEnd(end), [unread]));
      return node ? leaf(nodeCandidate(node, side, context)) : gap({ kind: "not-found", end: side, id: formatEnd(end), finished: false });
    }
    case "internet":
      return each("addresses", outsideIn("internet", publicRanges(known.usesIpv6), context));
    case "service":
    case "host":
      return gap({ kind: "not-found", end: side, id: formatEnd(end), finished: false });
  }
}

/** `ns/name`: the Pod, else the only workload so named. */
function namedParties(namespace: string, name: string, side: "source" | "target", context: Context): Spread<Candidate> {
  const { residents } = context.known;
  const end: End = { kind: "named", namespace, name };
  const unread = unreadIn<Candidate>(PODS, namespace, formatEnd(end), context);
  if (unread) return unread;
  const pod = residents.pod(namespace, name);
  if (pod) return leaf(inhabitantCandidate(pod, context));
  const workloads = residents.workloads.filter((workload) => workload.namespace === namespace && workload.name === name);
  if (workloads.length > 1) return gap({ kind: "ambiguous-name", id: formatEnd(end), candidates: workloads.map(({ id }) => id) });
  return inhabitantsOr(end, side, workloads[0]?.inhabitants ?? [], context);
}

function podOf({ namespace, name }: Extract<End, { kind: "workload" }>, { known }: Context): readonly Inhabitant[] {
  const pod = known.residents.pod(namespace, name);
  return pod ? [pod] : [];
}

function inhabitantsOr(end: Extract<End, { kind: "workload" | "named" }>, side: "source" | "target", found: readonly Inhabitant[], context: Context): Spread<Candidate> {
  if (found.length > 0) return each("pods", found.map((inhabitant) => leaf(inhabitantCandidate(inhabitant, context))));
  return gap({ kind: "not-found", end: side, id: formatEnd(end), finished: context.known.residents.hasFinished(end.namespace, end.name) });
}

/** Asked about a workload and itself, or about a block around it, people mean the others. */
function withoutSelf(targets: Spread<Candidate>, source: Candidate): Spread<Candidate> {
  if (targets.kind === "one-of") return { ...targets, branches: targets.branches.map((branch) => withoutSelf(branch, source)) };
  if (targets.kind !== "each") return targets;
  const others = targets.branches.filter((branch) => branch.kind !== "leaf" || branch.value.label !== source.label);
  return others.length > 0 ? each(targets.over, others) : targets;
}
