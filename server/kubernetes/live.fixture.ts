import { expect } from "vitest";
import { type Answer, answer } from "#lib/check/answer.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { gapText } from "#lib/describe/gaps.ts";
import type { Transport } from "./transport.ts";
import { inProcess } from "#apiserver/inprocess.ts";
import type { GivenObject } from "#apiserver/object.ts";
import type { Quirks } from "#apiserver/quirks.ts";
import { Random } from "#apiserver/random.ts";
import { ApiServer } from "#apiserver/server.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import type { Change } from "./collection.ts";
import { decode } from "./decode.ts";
import { serverOf } from "./open.ts";
import { KubernetesSource } from "./source.ts";

export interface LiveOptions {
  readonly seed?: number;
  readonly quirks?: Partial<Quirks>;
  readonly memory?: number;
  readonly token?: string;
  readonly namespaces?: readonly string[];
  readonly configMaps?: boolean;
  readonly prepare?: (api: ApiServer) => void;
  /** The way to the server, if it is not the straight one. */
  readonly transport?: (api: ApiServer, time: VirtualTime) => Transport;
}

/** A live cluster on a server in this process, in time that passes only where a test lets it. */
export class Live {
  readonly time = new VirtualTime();
  readonly api: ApiServer;
  readonly source: KubernetesSource;
  readonly changes: Change[] = [];

  constructor({ seed = 1, quirks, memory, token, namespaces = [], configMaps = false, prepare = twoPods, transport }: LiveOptions = {}) {
    this.api = new ApiServer({ time: this.time, seed, ...(quirks && { quirks }), ...(memory !== undefined && { memory }) });
    prepare(this.api);
    const random = new Random(seed + 1);
    const way = transport?.(this.api, this.time) ?? inProcess(this.api, token === undefined ? {} : { token });
    this.source = new KubernetesSource(serverOf(way, this.time, () => random.next()), {
      id: "c", storedName: "cluster c", after: 0, checks: {}, beside: { facts: [], problems: [] }, warnings: [], configMaps, namespaces, onObject: (change) => this.changes.push(change),
    });
  }

  async start(milliseconds = 5_000): Promise<this> {
    this.source.start();
    await this.time.advance(milliseconds);
    return this;
  }

  ask(from: string, to: string): Answer {
    return answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, this.source.state.context);
  }

  /** `deny`, or `unknown: the missing facts`. */
  verdict(from = "a/web", to = "203.0.113.4:443"): string {
    const { verdict, gaps } = this.ask(from, to).folded;
    return gaps.length === 0 ? verdict : `${verdict}: ${[...new Set(gaps.map(gapText))].join("; ")}`;
  }

  /** The condition of one kind: `live`, or with what is told of it. */
  condition(resource: string, namespace = ""): string {
    const found = this.source.state.kinds?.find((kind) => kind.resource === resource && kind.namespace === namespace && kind.state.kind !== "not-installed") ?? this.source.state.kinds?.find((kind) => kind.resource === resource && kind.namespace === namespace);
    if (!found) return "not read";
    return "why" in found.state && found.state.why !== undefined ? `${found.state.kind}: ${found.state.why}` : found.state.kind;
  }

  /** Requests for a resource, or all: method, path and status. */
  requests(part = "", since = 0): readonly { readonly at: number; readonly status: number; readonly method: string; readonly path: string }[] {
    return this.api.requests.filter(({ path, at }) => at >= since && path.split("?")[0]?.includes(part));
  }

  /** O1: what is held is what the server has. */
  expectEqual(...resources: readonly string[]): void {
    for (const resource of resources.length > 0 ? resources : ["pods", "namespaces", "networkpolicies.networking.k8s.io"]) {
      const [name = "", ...group] = resource.split(".");
      const kind = this.source.kinds.kinds.find((one) => one.resource.resource === name && one.resource.group === group.join("."));
      const held = (kind?.entries ?? []).map(({ key, uid, version, ingested }) => ({ key, uid, version, ingested }));
      const there = this.api.objects(resource).map((object) => ({
        key: `${object.metadata.namespace ?? ""}/${object.metadata.name}`, uid: object.metadata.uid, version: object.metadata.resourceVersion, ingested: decode(object),
      }));
      const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1);
      expect(held.toSorted(byKey)).toEqual(there.toSorted(byKey));
    }
  }

  /** O5–O7: nothing was asked for but by reading, nothing sleeps or listens on. */
  async end(): Promise<void> {
    await this.source.close();
    await this.time.settle();
    await this.time.advance(10_000);
    expect(this.time.sleeping).toBe(0);
    for (const { method, path } of this.api.requests) {
      expect(method === "GET" || (method === "POST" && path === "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")).toBe(true);
      expect(path).not.toMatch(/secrets/);
    }
  }
}

/** `a/web` and `b/web`; a policy isolates `a/web`. */
export function twoPods(api: ApiServer): void {
  for (const name of ["a", "b", "kube-system"]) api.put(namespace(name));
  api.put(pod("a/web", "10.0.0.1"));
  api.put(pod("b/web", "10.0.0.2"));
  api.put(policy("a/closed", { podSelector: {}, policyTypes: ["Egress"] }));
}

export const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): GivenObject => ({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });

export function pod(id: string, address: string, more: Readonly<Record<string, unknown>> = {}): GivenObject {
  const [namespaceName = "", name = ""] = id.split("/");
  return {
    apiVersion: "v1", kind: "Pod", metadata: { name, namespace: namespaceName, labels: { app: name } },
    spec: { nodeName: "n1", containers: [{ name: "c", image: "x:1" }], ...more }, status: { phase: "Running", podIP: address, podIPs: [{ ip: address }], hostIP: "192.168.0.1" },
  };
}

export function policy(id: string, spec: Readonly<Record<string, unknown>>): GivenObject {
  const [namespaceName = "", name = ""] = id.split("/");
  return { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name, namespace: namespaceName }, spec } as GivenObject;
}
