import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import type { Reading, Touches } from "#lib/policy/dialect.ts";
import type { DeclaredPort } from "#lib/policy/endpoint.ts";
import type { Labels } from "#lib/policy/selector.ts";
import type { UnreadKind } from "#lib/policy/unread.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";

/**
 * What is kept of the cluster's objects, and nothing else: an allow-list, so that env values, args and
 * annotations cannot leak from what was never kept. Plain values, so that a worker thread can send them.
 */
export type Fact =
  | Namespace
  | ServiceAccount
  | Pod
  | Workload
  | ReplicaSetOwner
  | Service
  | ConfigMap
  | EndpointSlice
  | Node
  | PolicyFact
  | NotEvaluated
  | UnreadablePolicy
  | Destination
  | WatchedCheck
  | ClusterInfo
  | { readonly kind: "unreadable-policy"; readonly place: Place; readonly kindNamed: string }
  | { readonly kind: "other"; readonly ref: ObjectRef };

/** What ingesting one object gives. */
export interface Ingested {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** Who changed an object last, as far as its metadata tell. */
export interface Changed {
  /** The field manager of the last change that was not one of its status. */
  readonly manager?: string;
  /** When that manager changed it; RFC 3339, UTC. */
  readonly at?: string;
  readonly keptBy?: Keeper;
}

/** The tool that keeps an object as it is, and what it calls the whole: Argo CD, `shop`. */
export interface Keeper {
  readonly tool: string;
  readonly name: string;
}

/** What history tells changes of by their author. */
interface Signed {
  readonly author?: Changed;
}

export interface Namespace extends Signed {
  readonly kind: "namespace";
  readonly name: string;
  readonly labels: Labels;
}

export interface ServiceAccount {
  readonly kind: "service-account";
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
}

export interface ContainerPort extends DeclaredPort {
  /** The port of the pod's node that leads here. */
  readonly hostPort?: number;
}

/** What a pod and a pod template have in common. */
export interface PodShape {
  readonly namespace: string;
  readonly labels: Labels;
  readonly hostNetwork: boolean;
  /** Of containers, then of init containers. */
  readonly ports: readonly ContainerPort[];
  readonly images: readonly string[];
  /** The name; `default` where none is given. */
  readonly serviceAccount: string;
  readonly dns: DnsSettings;
  /** `host:port` pairs found in env, args and commands. */
  readonly calls: readonly FoundCall[];
  /** Those of its namespace that it refers to, each once, by name. */
  readonly configMaps: readonly ConfigMapUse[];
  readonly place: Place;
}

export interface ConfigMapUse {
  readonly name: string;
  /** Absent: all of it. */
  readonly keys?: readonly string[];
}

export interface Pod extends PodShape {
  readonly kind: "pod";
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly hostAddresses: readonly Address[];
  readonly node?: string;
  readonly owner?: Owner;
  /** Succeeded or Failed: takes no part. */
  readonly finished: boolean;
}

export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** A workload's template: one endpoint where none of its pods is in the input. */
export interface Workload extends PodShape, Signed {
  readonly kind: "workload";
  /** Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, VirtualMachine. */
  readonly workloadKind: string;
  readonly name: string;
  /** `spec.replicas` or `parallelism`, 1 where absent. */
  readonly replicas: number;
  /** A ReplicaSet's Deployment, a Job's CronJob. */
  readonly owner?: Owner;
}

/** Kept apart from `workload`: a ReplicaSet without a readable template still tells whose it is. */
export interface ReplicaSetOwner {
  readonly kind: "ownership";
  readonly namespace: string;
  readonly childKind: string;
  readonly childName: string;
  readonly owner: Owner;
}

export interface DnsSettings {
  readonly policy: "ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None";
  readonly nameservers: readonly Address[];
}

/** What a workload is configured to call. `host` is a name in lower case without the final dot, or an address. */
export interface FoundCall {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** One that somebody could call something by: of its values only the `host:port` pairs are kept. */
export interface ConfigMap {
  readonly kind: "configmap";
  readonly namespace: string;
  readonly name: string;
  /** Each with one call at least. */
  readonly entries: readonly { readonly key: string; readonly calls: readonly FoundCall[] }[];
  /** Cilium's own, where it says that denied packets are answered with ICMP (`policy-deny-response`). */
  readonly answersDenied?: true;
  readonly place: Place;
}

export interface ServicePort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort?: number;
}

export interface Service extends Signed {
  readonly kind: "service";
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
  readonly headless: boolean;
  /** clusterIPs, externalIPs and the load balancer's addresses. */
  readonly addresses: readonly Address[];
  readonly externalName?: string;
  /** Absent or empty: the endpoints are kept by somebody else. */
  readonly selector?: ReadonlyMap<string, string>;
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: "Cluster" | "Local";
  readonly internalTrafficPolicy: "Cluster" | "Local";
  readonly place: Place;
}

/** Endpoints objects are read as one slice for each subset. */
export interface EndpointSlice {
  readonly kind: "endpointslice";
  readonly namespace: string;
  readonly name: string;
  readonly service: string;
  readonly ports: readonly { readonly name: string; readonly protocol: Protocol; readonly port: number }[];
  readonly endpoints: readonly {
    readonly addresses: readonly Address[];
    /** Absent conditions count as ready. */
    readonly ready: boolean;
    /** Ends and still serves: a backend where none is ready. */
    readonly terminating: boolean;
    readonly node?: string;
    readonly pod?: string;
  }[];
}

export interface Node {
  readonly kind: "node";
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly Address[];
}

/** What an object's metadata tell of where it is from; none of it can change a verdict. */
export interface Origin {
  /** RFC 3339, UTC. */
  readonly created?: string;
  /** Whom its people name as the owner. */
  readonly owner?: string;
}

export interface PolicyFact extends Signed {
  readonly kind: "policy";
  readonly origin?: Origin;
  readonly reading: Reading;
  readonly place: Place;
  /** The object's own YAML or JSON, for the page; its first line is line `place.line` of the file. */
  readonly text: string;
}

/** An object of a policy API that this version does not judge. */
export interface NotEvaluated extends Signed {
  readonly kind: "not-evaluated";
  readonly ref: ObjectRef;
  readonly place: Place;
  readonly touches: Touches;
  /** `any` verdict of the pods it touches; `unlimited`: only where no NetworkPolicy limits (Baseline); `none`. */
  readonly couldChange: "any" | "unlimited" | "none";
  readonly text: string;
}

/** A document that names a policy kind and cannot be parsed: nobody knows whom it is about. */
export interface UnreadablePolicy {
  readonly kind: "unreadable-policy";
  readonly place: Place;
  readonly kindNamed: string;
}

export interface Destination {
  readonly kind: "destination";
  readonly target: { readonly kind: "host"; readonly host: string } | { readonly kind: "cidr"; readonly cidr: Cidr };
  readonly addresses: readonly Address[];
  /** Any globally routable address. */
  readonly public: boolean;
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
  readonly provider?: string;
  /** Ids as on the command line. */
  readonly usedBy: readonly string[];
  readonly place: Place;
}

export interface WatchedCheck {
  readonly kind: "watched-check";
  readonly name: string;
  /** Ids as on the command line. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly expect: "allow" | "deny";
  readonly place: Place;
}

export interface ClusterInfo {
  readonly kind: "cluster";
  readonly name: string;
  readonly region?: string;
  readonly version?: string;
  readonly engine?: string;
  /** Whoever named the engine could not tell for sure: of what it lacks nothing is concluded. */
  readonly engineUncertain?: boolean;
  /** Kinds of which the mere fact that they are served tells something, as `licensekeys.projectcalico.org`. */
  readonly serves?: readonly string[];
  readonly podCidrs: readonly Cidr[];
  readonly capturedAt?: string;
  /** One sentence about a scenario. */
  readonly summary?: string;
  /** Kinds, or parts of them, on which no verdict can rest. */
  readonly unreadable: readonly UnreadKind[];
  readonly resolved: readonly { readonly host: string; readonly addresses: readonly Address[]; readonly at?: string }[];
}
