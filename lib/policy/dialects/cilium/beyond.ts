import type { Beyond } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { readName } from "./fqdns.ts";
import { checkHttp } from "./http.ts";
import type { PortRead } from "./port.ts";
import type { Section } from "./sections.ts";

const KINDS = ["http", "kafka", "dns", "l7"] as const;
const WORDS = { http: "HTTP requests", kafka: "Kafka requests", l7: "requests of another protocol" } as const;

/** What a port rule looks at once the connection is open (semantics §3.11). */
export function readBeyond(entry: Field, ports: readonly PortRead[], { direction }: Section): Beyond | undefined {
  const rules = entry.at("rules");
  rules.struct(...KINDS, "l7proto");
  const given = KINDS.filter((kind) => !rules.at(kind).absent);
  const [first, second] = given;
  if (second !== undefined) rules.error("forbidden", `\`rules\` may have only one of \`http\`, \`kafka\`, \`dns\` and \`l7\`; these have \`${given.join("`, `")}\``);
  const proto = rules.at("l7proto").text();
  if (!rules.at("l7").absent && !proto) rules.at("l7").error("required", "`l7` may only be specified beside `l7proto`");
  const looks = first !== undefined || Boolean(proto);
  checkServerNames(entry, looks);
  checkListener(entry.at("listener"), looks, direction);
  for (const key of ["terminatingTLS", "originatingTLS"]) entry.at(key).map();
  if (first === "dns") return readDns(rules.at("dns"), entry, ports, direction);
  if (looks) {
    checkPorts(entry, ports);
    if (first === "http") rules.at("http").list().forEach(checkHttp);
    return { kind: "requests", what: first === undefined ? `${proto ?? ""} requests` : WORDS[first] };
  }
  if (entry.at("serverNames").list().length > 0) return { kind: "requests", what: "the server's name in TLS" };
  return entry.at("listener").absent ? undefined : { kind: "requests", what: "what the listener lets through" };
}

/** DNS queries: which names the engine answers for, and so learns the addresses of. */
function readDns(dns: Field, entry: Field, ports: readonly PortRead[], direction: Section["direction"]): Beyond {
  if (direction === "ingress") dns.error("forbidden", "rules for DNS queries may not stand in `ingress`");
  if (ports.length === 0) entry.at("ports").error("required", "rules for DNS queries need their port: `53`");
  if (ports.some(({ meaning }) => meaning.kind === "range" && meaning.from !== meaning.to)) dns.error("forbidden", "rules for DNS queries may not stand beside a range of ports");
  return { kind: "dns", names: dns.list().flatMap(readName) };
}

function checkPorts(entry: Field, ports: readonly PortRead[]): void {
  if (ports.some(({ protocol }) => protocol !== "TCP")) entry.at("ports").error("forbidden", "rules for requests can only apply to `TCP`, not to `ANY` or another protocol");
  if (ports.some(({ meaning }) => meaning.kind === "every")) entry.at("ports").error("forbidden", "rules for requests need a port: `0` means every port");
}

function checkServerNames(entry: Field, looks: boolean): void {
  const names = entry.at("serverNames");
  const entries = names.list();
  if (!names.absent && Array.isArray(names.value) && entries.length === 0) names.error("invalid", "an empty list of `serverNames` admits nobody: leave it out, or name one");
  for (const name of entries) {
    if (name.absent || name.text() === "") name.error("required", "a server's name may not be empty");
  }
  if (entries.length > 0 && looks && entry.at("terminatingTLS").absent) names.error("forbidden", "`serverNames` beside `rules` needs `terminatingTLS`");
}

function checkListener(listener: Field, looks: boolean, direction: Section["direction"]): void {
  if (listener.absent) return;
  listener.struct("envoyConfig", "name", "priority");
  if (direction === "ingress") listener.error("forbidden", "`listener` may not stand in `ingress`");
  if (looks) listener.error("forbidden", "`listener` may not stand beside `rules`");
}
