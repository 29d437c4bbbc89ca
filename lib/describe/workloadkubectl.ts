import type { ConnectionJson } from "#lib/api/graph.ts";
import type { WorkloadJson } from "#lib/api/pages.ts";
import type { Labels } from "#lib/policy/selector.ts";
import type { ObjectRef } from "#lib/source/object.ts";
import { debugFrom, kubectl, resourceOf } from "./kubectl.ts";

interface Asked {
  readonly namespace: string;
  readonly labels: Labels;
  readonly pods: readonly string[];
  /** The policies that select it. */
  readonly policies: readonly ObjectRef[];
  /** What it calls, worst first. */
  readonly outgoing: readonly ConnectionJson[];
}

/** Labels that differ from replica to replica. */
const OF_ONE_REVISION: ReadonlySet<string> = new Set(["pod-template-hash", "controller-revision-hash", "pod-template-generation", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"]);

/** To see for oneself what the page says. Copied, never run: every word is quoted. */
export function workloadCommands({ namespace, labels, pods, policies, outgoing }: Asked): WorkloadJson["kubectl"] {
  const shared = [...labels].filter(([key]) => !OF_ONE_REVISION.has(key)).map(([key, value]) => `${key}=${value}`);
  const [pod] = pods;
  const tried = outgoing.find(({ protocol, to }) => protocol === "TCP" && destinationOf(to) !== undefined);
  const destination = tried && (tried.addresses[0] ?? destinationOf(tried.to));
  return [
    ...listing(namespace, policies),
    ...(shared.length === 0 ? [] : [{ title: "See its pods and their labels", command: kubectl("get", "pods", "-n", namespace, "-l", shared.join(","), "--show-labels", "-o", "wide") }]),
    ...(pod === undefined || !tried || destination === undefined ? [] : [{ title: `Try ${tried.toTitle} from inside`, command: debugFrom(namespace, pod, destination, tried.port) }]),
  ];
}

function listing(namespace: string, policies: readonly ObjectRef[]): WorkloadJson["kubectl"] {
  if (policies.length === 0) return [{ title: `List the policies in ${namespace}: none selects it`, command: kubectl("get", "networkpolicy", "-n", namespace) }];
  const places = Map.groupBy(policies, (ref) => ref.namespace);
  return [...places].map(([place, refs]) => ({
    title: place === "" ? "List the policies of the cluster that select it" : "List the policies that select it",
    command: kubectl("get", ...(place === "" ? [] : ["-n", place]), ...refs.map((ref) => `${resourceOf(ref)}/${ref.name}`)),
  }));
}

/** As a program in the cluster would call it; undefined for a range. */
function destinationOf(to: string): string | undefined {
  const [, kind, rest = ""] = /^(dns|ip|svc):(.+)$/.exec(to) ?? [];
  if (kind !== "svc") return kind === undefined ? undefined : rest;
  const [space = "", name = ""] = rest.split("/");
  return `${name}.${space}`;
}
