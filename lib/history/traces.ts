import { showsFamilies, showsIpv6 } from "#lib/cluster/families.ts";
import type { Fact, Pod, PodShape } from "#lib/cluster/facts.ts";
import type { Touches } from "#lib/policy/dialect.ts";
import { type ObjectRef, groupOf } from "#lib/source/object.ts";

/**
 * By what a fact can come into a verdict, each a word and what it is about: `at 10.0.0.1`, `in shop`. A verdict asks for some of
 * them (`relevant.ts`); a fact without any changes none.
 */
export function tracesOf(fact: Fact): readonly string[] {
  const known = remembered.get(fact);
  if (known) return known;
  const traces = [...new Set([...ownTraces(fact), ...commonTraces(fact)])];
  remembered.set(fact, traces);
  return traces;
}

const remembered = new WeakMap<Fact, readonly string[]>();

/** Asked for with every question. */
export const ALWAYS = "always asked";
export const ANY_POLICY = "policy anywhere";
/** Services, and who stands behind them, wherever they are. */
export const ANY_SERVICE = "service anywhere";
export const IPV6 = "shows IPv6";
export const FAMILIES = "shows families";
export const HOST_NETWORK = "host pod";
export const HOST_TEMPLATE = "host template";

function ownTraces(fact: Fact): readonly string[] {
  switch (fact.kind) {
    case "pod":
      return [`in ${fact.namespace}`, ...podTraces(fact), ...shapeTraces(fact), ...namesPorts(fact, fact.finished ? undefined : "ports"), ...(fact.hostNetwork ? [HOST_NETWORK] : [])];
    case "workload":
      return [`in ${fact.namespace}`, ...shapeTraces(fact), ...namesPorts(fact, "templates"), ...(fact.hostNetwork ? [HOST_TEMPLATE] : [])];
    case "ownership":
    case "service-account":
      return [`in ${fact.namespace}`];
    case "service":
      return [
        `in ${fact.namespace}`, ANY_SERVICE, ...fact.addresses.map(({ text }) => `at ${text}`),
        ...fact.ports.flatMap(({ nodePort }) => (nodePort === undefined ? [] : [`forwards ${nodePort}`])),
      ];
    case "endpointslice":
      return [`in ${fact.namespace}`, ANY_SERVICE, ...(fact.namespace === "default" && fact.service === "kubernetes" ? [ALWAYS] : [])];
    case "namespace":
      return [ALWAYS, `named ${fact.name}`];
    case "node":
      return [ALWAYS, ...fact.addresses.map(({ text }) => `node ${fact.name} ${text}`), `node ${fact.name}`];
    case "destination":
    case "cluster":
    case "unreadable-policy":
      return [ALWAYS];
    case "policy":
      return [...groupTraces(fact.reading.ref), ...(fact.reading.kind === "support" ? [ALWAYS] : fact.reading.kind === "accepted" ? acceptedTraces(fact.reading) : [])];
    case "not-evaluated":
      return [...groupTraces(fact.ref), ...(fact.couldChange === "none" ? [] : [ANY_POLICY, touchTrace(fact.touches)])];
    case "configmap":
    case "watched-check":
    case "other":
      return [];
  }
}

/** Where nobody names the engine, policies of its own API tell it. */
const ENGINES_OWN: ReadonlySet<string> = new Set(["cilium.io", "crd.projectcalico.org", "projectcalico.org"]);

function groupTraces({ apiVersion }: ObjectRef): readonly string[] {
  const group = groupOf(apiVersion);
  return ENGINES_OWN.has(group) ? [`group ${group}`] : [];
}

/** Where a pod is found, and what it tells of its node. */
function podTraces({ hostNetwork, finished, addresses, hostAddresses, node }: Pod): readonly string[] {
  const told = hostNetwork ? [...hostAddresses, ...addresses] : hostAddresses;
  return [
    ...(hostNetwork || finished ? [] : addresses.map(({ text }) => `at ${text}`)),
    ...(node === undefined ? [] : [`node ${node}`, ...told.map(({ text }) => `node ${node} ${text}`)]),
  ];
}

const shapeTraces = ({ ports }: PodShape): readonly string[] => ports.flatMap(({ hostPort }) => (hostPort === undefined ? [] : [`forwards ${hostPort}`]));

/** What the names of a pod's ports stand for counts in the whole cluster under some engines: alike declarations say it once. */
function namesPorts({ hostNetwork, ports }: PodShape, word: "ports" | "templates" | undefined): readonly string[] {
  if (word === undefined || hostNetwork || ports.every(({ name }) => name === undefined)) return [];
  return [`${word} ${ports.map(({ name = "", protocol, port, by }) => `${name}/${protocol}/${port}/${by}`).join(" ")}`];
}

function acceptedTraces({ ref, policies, doubts }: Extract<Extract<Fact, { kind: "policy" }>["reading"], { kind: "accepted" }>): readonly string[] {
  const subjects = policies.map(({ subject }) => (subject.namespaces.kind === "named" ? `policy ${subject.namespaces.name}` : `policy everywhere`));
  return [ANY_POLICY, ref.namespace === "" ? `policy everywhere` : `policy ${ref.namespace}`, ...subjects, ...doubts.map(({ touches }) => touchTrace(touches))];
}

function touchTrace(touches: Touches): string {
  if (touches.kind === "nodes" || touches.namespace === "") return "policy everywhere";
  const { subject, namespace } = touches;
  return subject && (subject.namespaces.kind !== "named" || subject.namespaces.name !== namespace) ? "policy everywhere" : `policy ${namespace}`;
}

function commonTraces(fact: Fact): readonly string[] {
  return [
    ...("namespace" in fact ? [`occurs ${fact.namespace}`] : []),
    ...(showsIpv6(fact) ? [IPV6] : []),
    ...(showsFamilies(fact) ? [FAMILIES] : []),
  ];
}
