import type { DestinationsJson } from "#lib/api/pages.ts";
import type { Context } from "#lib/check/context.ts";
import { resolveName } from "#lib/check/names.ts";
import type { JudgedConnection } from "./connections.ts";

type DestinationRow = DestinationsJson["destinations"][number];

/** Everything that a connection can be declared to: catalogue, configuration, ExternalName Services, blocks in rules, watched checks. */
export function destinationRows(context: Context, judged: readonly JudgedConnection[]): DestinationRow[] {
  const { snapshot } = context;
  const rows = new Map<string, DestinationRow>();
  const add = (id: string, title: string, from: DestinationRow["knownFrom"][number], more: Partial<DestinationRow> = {}): void => {
    const known = rows.get(id) ?? { id, title, provider: null, addresses: [], ports: [], knownFrom: [], usedBy: [] };
    rows.set(id, {
      ...known,
      provider: more.provider ?? known.provider,
      addresses: [...new Set([...known.addresses, ...(more.addresses ?? [])])],
      ports: [...new Map([...known.ports, ...(more.ports ?? [])].map((port) => [`${port.port}/${port.protocol}`, port])).values()],
      knownFrom: [...new Set([...known.knownFrom, from])],
      usedBy: [...new Set([...known.usedBy, ...(more.usedBy ?? [])])],
    });
  };
  const named = (host: string): Partial<DestinationRow> => ({ addresses: resolveName(host, context).addresses.map(({ address }) => address.text) });

  for (const fact of snapshot.facts) {
    if (fact.kind === "destination") {
      const more = { provider: fact.provider ?? null, ports: fact.ports.map(({ port, protocol }) => ({ port, protocol })) };
      if (fact.target.kind === "host") add(`dns:${fact.target.host}`, fact.target.host, "catalogue", { ...more, ...named(fact.target.host) });
      else add(`cidr:${fact.target.cidr.text}`, fact.target.cidr.text, "catalogue", more);
    }
    if (fact.kind === "service" && fact.externalName !== undefined) add(`dns:${fact.externalName}`, fact.externalName, "service", named(fact.externalName));
  }
  for (const { json, declared } of judged) {
    const from = declared.declaredBy[0] ?? "configuration";
    add(json.to, json.toTitle, from, { ports: [{ port: json.port, protocol: json.protocol }], usedBy: [json.from], addresses: json.addresses });
  }
  for (const block of blocksInRules(context)) add(`cidr:${block}`, block, "rule");
  return [...rows.values()];
}

const blocksInRules = ({ policies }: Context): readonly string[] =>
  policies.all.flatMap(({ egress }) => egress?.rules.flatMap(({ peers }) => peers.flatMap((peer) => (peer.kind === "cidr" ? [peer.cidr.text] : []))) ?? []);
