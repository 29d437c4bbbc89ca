import type { Context } from "#lib/check/context.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import { policyId } from "#lib/describe/policyids.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { isOpen } from "#lib/graph/limits.ts";
import type { Subject } from "#lib/query/query.ts";

/** What a filter may ask of one end. */
interface EndFacts {
  readonly namespaces: readonly string[];
  readonly pods: readonly string[];
  readonly policies: readonly string[];
  readonly labels: readonly string[];
  readonly addresses: readonly string[];
  readonly open: boolean;
}

/** Milliseconds since 1970 at which a connection's verdict last changed, by the connection's id. */
export type ChangedAt = ReadonlyMap<string, number>;

/** What a filter is asked about, for map and table alike. Each end is looked at once, however many connections it has. */
export class Subjects {
  readonly #changedAt: ChangedAt;
  readonly #now: number;
  readonly #ends: Ends;

  /** @param now milliseconds since 1970: of a past state its time */
  constructor(context: Context, changedAt: ChangedAt, now: number) {
    this.#changedAt = changedAt;
    this.#now = now;
    this.#ends = remembered.get(context) ?? new Ends(context);
    remembered.set(context, this.#ends);
  }

  of({ json }: JudgedConnection): Subject {
    const { from, to, target, fromTitle, toTitle, addresses, port, verdict, side, blockedBy, watched } = json;
    const [source, reached] = [this.#ends.of(from), this.#ends.of(target)];
    const changedAt = this.#changedAt.get(json.id);
    return {
      namespaces: union(source.namespaces, reached.namespaces),
      pods: union(source.pods, reached.pods),
      fromTitle, from, toTitle, to, port, verdict, side,
      addresses: union(addresses, source.addresses, reached.addresses),
      policies: union(source.policies, reached.policies, blockedBy),
      labels: union(source.labels, reached.labels),
      changedAgo: changedAt === undefined ? undefined : Math.max(0, this.#now - changedAt),
      watched: watched !== null,
      open: source.open,
    };
  }
}

/** A context does not change, and each letter of a filter asks for all of them. */
const remembered = new WeakMap<Context, Ends>();

class Ends {
  readonly #context: Context;
  readonly #workloads: ReadonlyMap<string, WorkloadView>;
  readonly #known = new Map<string, EndFacts>();

  constructor(context: Context) {
    this.#context = context;
    this.#workloads = new Map(context.snapshot.residents.workloads.map((workload) => [workload.id, workload]));
  }

  of(id: string): EndFacts {
    const known = this.#known.get(id);
    if (known) return known;
    const workload = this.#workloads.get(id);
    const end = workload ? factsOf(workload, this.#context) : elsewhere(id);
    this.#known.set(id, end);
    return end;
  }
}

function factsOf(workload: WorkloadView, context: Context): EndFacts {
  const { inhabitants, namespace, name } = workload;
  return {
    namespaces: [namespace],
    pods: union([name], inhabitants.map(({ fact }) => fact.name)),
    policies: union(inhabitants.flatMap(({ party }) => context.policies.selecting(party).map(({ policy }) => policyId(policy.ref)))),
    labels: union(inhabitants.flatMap(({ fact }) => [...fact.labels].map(([key, value]) => `${key}=${value}`))),
    addresses: inhabitants.flatMap(({ addresses }) => addresses.map(({ text }) => text)),
    open: isOpen(workload, "egress", context),
  };
}

/** A Service, a declared workload that is not there, or what lies outside of the cluster. */
function elsewhere(id: string): EndFacts {
  const [, namespace] = /^(?:svc:)?([a-z0-9][a-z0-9-]*)\//.exec(id) ?? [];
  return { namespaces: namespace === undefined ? [] : [namespace], pods: [], policies: [], labels: [], addresses: [], open: false };
}

const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];
