import { parseAddress } from "#lib/net/address.ts";
import type { Context } from "#lib/check/context.ts";
import { IdError, formatEnd, parseEnd } from "#lib/check/ids.ts";
import type { End } from "#lib/check/question.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Protocol } from "#lib/policy/algebra.ts";

export type DeclaredBy = "configuration" | "catalogue" | "watch";

export interface Watched {
  readonly name: string;
  readonly expect: "allow" | "deny";
}

/** A connection that somebody says is made: a container's configuration, the catalogue, or a watched check. */
export interface Declared {
  readonly id: string;
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol: Protocol;
  readonly declaredBy: readonly DeclaredBy[];
  readonly watched: Watched | undefined;
}

/** Every declared connection once, whoever declares it, in the order of the input. */
export function declaredConnections({ snapshot }: Context): readonly Declared[] {
  const found = new Map<string, Declared>();
  const declare = (from: End, to: End, port: number, protocol: Protocol, by: DeclaredBy, watched?: Watched): void => {
    const source = asWorkload(from, snapshot.residents.workloads);
    const id = connectionId(formatEnd(source), formatEnd(to), port, protocol);
    const known = found.get(id);
    const declaredBy = [...new Set([...(known?.declaredBy ?? []), by])];
    found.set(id, { id, from: source, to, port, protocol, declaredBy, watched: watched ?? known?.watched });
  };

  for (const fact of snapshot.facts) {
    if (fact.kind === "watched-check") {
      const [from, to] = [readEnd(fact.from, "from"), readEnd(fact.to, "to")];
      if (from && to) declare(from, to, fact.port, fact.protocol, "watch", { name: fact.name, expect: fact.expect });
    }
    if (fact.kind === "destination") {
      const to: End = fact.target.kind === "host" ? { kind: "host", host: fact.target.host } : { kind: "cidr", cidr: fact.target.cidr };
      for (const id of fact.usedBy) {
        const from = readEnd(id, "from");
        if (from) for (const { port, protocol } of fact.ports) declare(from, to, port, protocol, "catalogue");
      }
    }
  }
  for (const workload of snapshot.residents.workloads) {
    for (const { host, port, protocol } of workload.inhabitants.flatMap(({ fact }) => snapshot.calls.of(fact))) {
      const address = parseAddress(host);
      declare(endOf(workload), address ? { kind: "address", address } : { kind: "host", host }, port, protocol, "configuration");
    }
  }
  return [...found.values()];
}

/** `<from>~<to>~443-tcp`: the value of `sel` in the page's address. */
export const connectionId = (from: string, to: string, port: number | string, protocol: Protocol): string => `${from}~${to}~${port}-${protocol.toLowerCase()}`;

const endOf = ({ namespace, workloadKind, name }: WorkloadView): End => ({ kind: "workload", namespace, workloadKind, name });

/** A pod, or a name without a kind, is drawn as the workload it belongs to. */
function asWorkload(end: End, workloads: readonly WorkloadView[]): End {
  if (end.kind !== "named" && !(end.kind === "workload" && end.workloadKind === "Pod")) return end;
  const own = workloads.find(({ namespace, inhabitants }) => namespace === end.namespace && inhabitants.some(({ fact }) => fact.kind === "pod" && fact.name === end.name));
  const named = workloads.filter(({ namespace, name }) => namespace === end.namespace && name === end.name);
  const workload = own ?? (end.kind === "named" && named.length === 1 ? named[0] : undefined);
  return workload ? endOf(workload) : end;
}

/** The input's own formats were checked when they were read: an id that is none is a problem there. */
function readEnd(text: string, field: "from" | "to"): End | undefined {
  try {
    return parseEnd(text, field);
  } catch (error) {
    if (error instanceof IdError) return undefined;
    throw error;
  }
}
