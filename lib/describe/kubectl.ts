import type { CheckJson } from "#lib/api/pages.ts";
import type { Answer } from "#lib/check/answer.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import { wordOf } from "#lib/cluster/kinds.ts";
import type { DirectionExplanation } from "#lib/policy/explain.ts";
import { identityOf } from "#lib/source/identity.ts";
import type { ObjectRef } from "#lib/source/object.ts";
import { hostOf, toldConnection } from "./reason.ts";
import { sideThatDecides } from "./ends.ts";

/** The debug steps of the incident for this connection, from the outside in. Copied, never run: every word is quoted. */
export function kubectlSteps(answer: Answer): CheckJson["kubectl"] {
  const told = toldConnection(answer);
  const source = told?.source.inhabitant;
  if (!told || !source) return [];
  const { port, protocol } = told.explanation.connection;
  const address = told.target.candidate.whereabouts.kind === "known" ? told.explanation.connection.target.address.text : undefined;
  const destination = hostOf(answer) ?? address;
  const side = sideThatDecides(told);
  const subject = side === "egress" ? source : told.target.candidate.inhabitant;
  const probe = destination === undefined || protocol !== "TCP" ? [] : [
    { title: "Try it from the pod's own network", command: kubectl("debug", "-n", source.fact.namespace, ...debugTarget(source), "-it", "--image=nicolaka/netshoot", "--", "nc", "-vz", "-w", "5", destination, String(port)) },
    ...nodeProbe(source, destination, port),
  ];
  const policies = subject ? [
    { title: `List the policies in ${subject.fact.namespace}`, command: kubectl("get", resources(told.explanation[side]), "-n", subject.fact.namespace) },
    ...asked(told.explanation[side]).map((ref) => ({ title: `Read ${ref.kind} ${ref.name}`, command: kubectl("describe", resourceOf(ref), ...(ref.namespace === "" ? [] : ["-n", ref.namespace]), ref.name) })),
  ] : [];
  return [{ title: "Does anything else work from there?", command: kubectl("exec", "-n", source.fact.namespace, objectOf(source), "--", "wget", "-qO-", "--timeout=3", "http://kubernetes.default") }, ...probe, ...policies];
}

/** The objects whose policies were asked, each once. */
function asked({ tiers }: DirectionExplanation): readonly ObjectRef[] {
  const refs = tiers.flatMap(({ policies }) => policies.filter(({ selecting }) => selecting.applies === "yes").map(({ selecting }) => selecting.policy.ref));
  return [...new Map(refs.map((ref) => [identityOf(ref), ref])).values()];
}

const resources = (side: DirectionExplanation): string =>
  [...new Set(["networkpolicy", ...asked(side).filter(({ namespace }) => namespace !== "").map(resourceOf)])].join(",");

/** As kubectl finds it without guessing: several groups have a NetworkPolicy. */
export function resourceOf({ apiVersion, kind }: ObjectRef): string {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
  return group === "networking.k8s.io" ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}

/** The node has no policy: if it works from there and not from the pod, the layer is found. */
function nodeProbe(source: Inhabitant, destination: string, port: number): CheckJson["kubectl"] {
  if (source.fact.kind !== "pod") return [];
  const { namespace, name, node } = source.fact;
  const target = node === undefined ? `"node/$(${kubectl("get", "pod", "-n", namespace, name, "-o", "jsonpath={.spec.nodeName}")})"` : quote(`node/${node}`);
  return [{ title: "Try it from the pod's node", command: `kubectl debug ${target} -it --image=busybox -- ${["nc", "-vz", "-w", "5", destination, String(port)].map(quote).join(" ")}` }];
}

const objectOf = ({ fact }: Inhabitant): string => (fact.kind === "pod" ? `pod/${fact.name}` : `${wordOf(fact.workloadKind) ?? fact.workloadKind}/${fact.name}`);

/** Tries one connection from a pod's own network, so that the same policies apply. */
export const debugFrom = (namespace: string, pod: string, destination: string, port: number): string =>
  kubectl("debug", "-n", namespace, `pod/${pod}`, "-it", "--image=nicolaka/netshoot", "--", "nc", "-vz", "-w", "5", destination, String(port));

/** `kubectl debug` takes pods only: a workload is copied by hand. */
const debugTarget = (source: Inhabitant): readonly string[] => (source.fact.kind === "pod" ? [objectOf(source)] : ["pod/<one of its pods>"]);

export const kubectl = (...words: readonly string[]): string => `kubectl ${words.map(quote).join(" ")}`;

/** A word as POSIX shells read it back unchanged. */
export const quote = (word: string): string => (/^[A-Za-z0-9_./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
