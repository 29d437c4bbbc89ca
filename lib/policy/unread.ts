import type { Missing } from "./uncertainty.ts";

/** A kind, or a part of it, of which what is there is not known: it could not be read, or is too old to be true. */
export interface UnreadKind {
  /** "" for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Absent: the whole cluster, but for the namespaces of `except`. */
  readonly namespace?: string;
  /** Those that could be read one by one. */
  readonly except?: readonly string[];
  readonly why: string;
}

/** What is asked about: a kind by its group and name. */
export type KindName = Pick<UnreadKind, "group" | "kind">;

export const PODS: KindName = { group: "", kind: "Pod" };
export const NAMESPACES: KindName = { group: "", kind: "Namespace" };
export const SERVICES: KindName = { group: "", kind: "Service" };
export const NODES: KindName = { group: "", kind: "Node" };
export const SERVICE_ACCOUNTS: KindName = { group: "", kind: "ServiceAccount" };
export const ENDPOINT_SLICES: KindName = { group: "discovery.k8s.io", kind: "EndpointSlice" };

export class Unread {
  readonly kinds: readonly UnreadKind[];

  constructor(kinds: readonly UnreadKind[]) {
    this.kinds = kinds;
  }

  /** The entries about a kind, wherever its objects are. Before Kubernetes 1.21 Endpoints stand for EndpointSlices. */
  of({ group, kind }: KindName): readonly UnreadKind[] {
    return this.kinds.filter((one) => (one.kind === kind && sameApi(one.group, group)) || (kind === ENDPOINT_SLICES.kind && one.kind === "Endpoints" && one.group === ""));
  }

  anywhere(kind: KindName): readonly Missing[] {
    return this.of(kind).map(missingOf);
  }

  /** @param namespace "" for kinds without namespaces @returns undefined: what is there is known */
  in(kind: KindName, namespace: string): Missing | undefined {
    const entry = this.of(kind).find((one) => covers(one, namespace));
    return entry && missingOf(entry);
  }
}

export const NOTHING_UNREAD = new Unread([]);

export const covers = ({ namespace, except = [] }: UnreadKind, name: string): boolean => (namespace === undefined ? !except.includes(name) : namespace === name);

export const missingOf = ({ group, kind, namespace = "", except, why }: UnreadKind): Missing => ({
  kind: "unreadable-kind", group, kindNamed: kind, namespace, ...(except && except.length > 0 && { except }), why,
});

/** An API whose objects are stored in one group and served in another has two names (Calico: `crd.projectcalico.org`). */
const sameApi = (a: string, b: string): boolean => bare(a) === bare(b);

const bare = (group: string): string => group.replace(/^crd\./, "");
