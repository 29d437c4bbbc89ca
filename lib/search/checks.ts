import type { PastedCheck } from "#lib/api/search.ts";
import type { ConnectionJson } from "#lib/api/graph.ts";
import { parseAddress } from "#lib/net/address.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { indexWorkloads } from "#lib/graph/workloadindex.ts";
import type { Pasted } from "#lib/query/pasted.ts";

/** How many callers of one target are offered, and how many targets of one text. */
const CALLERS = 6;
const TARGETS = 3;

interface End {
  readonly id: string;
  readonly title: string;
}

/**
 * The checks that a pasted text tells of, the likeliest first. The caller is whom the text names; else those that declare the
 * destination, blocked ones first; else whoever the page is about. Last comes the same check with the caller left open.
 */
export function pastedChecks(pasted: readonly Pasted[], snapshot: Snapshot, judged: readonly JudgedConnection[], near: string | undefined): PastedCheck[] {
  return pasted.slice(0, TARGETS).flatMap((one) => {
    const to = targetOf(one.to, undefined, snapshot);
    const declared = judged.map(({ json }) => json).filter((json) => leadsTo(json, one, to.id, snapshot)).toSorted((a, b) => URGENCY[a.verdict] - URGENCY[b.verdict]);
    const caller = one.from === undefined ? undefined : callerOf(one.from, snapshot);
    if (caller !== undefined) return [checkJson(one, caller, to, declared.find(({ from }) => from === caller.id), declared)];
    const callers = [...new Map(declared.map((json) => [json.from, json])).values()].slice(0, CALLERS);
    const here = near === undefined || callers.some(({ from }) => from === near) ? undefined : callerOf(near, snapshot);
    return [
      ...callers.map((json) => checkJson(one, callerOf(json.from, snapshot), to, json, declared)),
      ...(here === undefined ? [] : [checkJson(one, here, to, undefined, declared)]),
      checkJson(one, undefined, to, undefined, declared),
    ];
  });
}

const URGENCY: Readonly<Record<ConnectionJson["verdict"], number>> = { deny: 0, partial: 1, unknown: 2, allow: 3 };

function leadsTo({ from, to, target, addresses, port }: ConnectionJson, pasted: Pasted, id: string, snapshot: Snapshot): boolean {
  if (pasted.port !== undefined && pasted.port !== port) return false;
  return to === id || target === id || to === pasted.to || addresses.includes(id.replace(/^ip:/, "")) || targetOf(to, from.split("/")[0], snapshot).id === id;
}

/** A name of the cluster's is its Service, as declared connections are drawn. @param home the caller's namespace, in which a bare name is meant */
function targetOf(written: string, home: string | undefined, snapshot: Snapshot): End {
  const [, name, namespace = home] = /^dns:([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?)?$/.exec(written) ?? [];
  const id = name !== undefined && namespace !== undefined && snapshot.service(namespace, name) !== undefined ? `svc:${namespace}/${name}` : written;
  return { id, title: id.replace(/^(?:ip|dns|svc):/, "") };
}

/** A pod is checked as its workload, by whose id pages know it; what nobody knows is kept as it is written. */
function callerOf(written: string, snapshot: Snapshot): End {
  const { residents } = snapshot;
  const address = parseAddress(written.replace(/^ip:/, ""));
  const [namespace = "", name = "", more] = written.split("/");
  const pod = address === undefined ? residents.pod(namespace, more ?? name) : residents.at(address)[0];
  const workload = (pod && indexWorkloads(snapshot).workloadOf(pod)) ?? residents.workloads.find((one) => one.id === written || (more === undefined && one.namespace === namespace && one.name === name));
  return workload === undefined ? { id: written, title: written.replace(/^ip:/, "") } : { id: workload.id, title: `${workload.namespace}/${workload.name}` };
}

function checkJson({ port, protocol, symptom, said }: Pasted, caller: End | undefined, to: End, declared: ConnectionJson | undefined, others: readonly ConnectionJson[]): PastedCheck {
  const upper = protocol.toUpperCase();
  return {
    from: caller?.id ?? null,
    fromTitle: caller?.title ?? null,
    to: to.id,
    toTitle: to.title,
    port: port ?? declared?.port ?? others[0]?.port ?? null,
    protocol: declared?.protocol ?? (upper === "UDP" || upper === "SCTP" ? upper : "TCP"),
    declared: declared !== undefined,
    code: declared?.code ?? null,
    symptom: symptom ?? null,
    said,
  };
}
