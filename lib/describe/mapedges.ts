import type { ConnectionJson } from "#lib/api/graph.ts";
import { count } from "./words.ts";

type Called = Pick<ConnectionJson, "port" | "protocol">;

/** `443/tcp`; of several `443, 8443/tcp`, `53/udp, 443/tcp`; past three how many more there are. */
export function portsLabel(called: readonly Called[]): string {
  const ports = [...new Map(called.map((one) => [`${String(one.port)}/${one.protocol}`, one])).values()].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
  const more = ports.length > 3 ? ` +${String(ports.length - 3)}` : "";
  const shown = ports.slice(0, 3);
  const protocols = new Set(shown.map(({ protocol }) => protocol));
  const [only] = protocols;
  if (protocols.size === 1 && only !== undefined) return `${shown.map(({ port }) => port).join(", ")}/${only.toLowerCase()}${more}`;
  return `${shown.map(({ port, protocol }) => `${String(port)}/${protocol.toLowerCase()}`).join(", ")}${more}`;
}

/** `1 of 3 ports blocked`, or where not ports differ `2 of 5 connections blocked`. @param blocked some of `all` */
export function partlyLabel(blocked: readonly Called[], all: readonly Called[]): string {
  const ports = (called: readonly Called[]): ReadonlySet<string> => new Set(called.map(({ port, protocol }) => `${String(port)}/${protocol}`));
  const [some, every] = [ports(blocked), ports(all)];
  if (every.size > 1 && some.size < every.size) return `${String(some.size)} of ${count(every.size, "port")} blocked`;
  return `${String(blocked.length)} of ${count(all.length, "connection")} blocked`;
}

/** `deny rule 3` */
export const denyLabel = (rule: number | undefined): string => (rule === undefined ? "deny rule" : `deny rule ${String(rule)}`);

/** `443/tcp · not declared` */
export const undeclaredLabel = (called: readonly Called[]): string => `${portsLabel(called)} · not declared`;

/** What policies allow, in their own words; past two how many more. */
export function rulesLabel(ports: readonly string[]): string {
  const texts = [...new Set(ports)];
  return texts.length > 2 ? `${texts.slice(0, 2).join(", ")} +${String(texts.length - 2)}` : texts.join(", ");
}
