import fc from "fast-check";
import { COLUMNS, type ConnectionRow } from "#lib/api/connections.ts";
import type { Order } from "./order.ts";

/** A row of which only some fields matter; allowed where nothing else is said. */
export function row(given: Partial<ConnectionRow> = {}): ConnectionRow {
  const { from = "default/deploy/api-client", to = "dns:api.stripe.com", port = 443, protocol = "TCP", verdict = "allow" } = given;
  const blocked = verdict === "deny";
  return {
    id: `${from}~${to}~${port}-${protocol.toLowerCase()}`,
    from,
    to,
    target: to,
    fromTitle: from.split("/").at(-1) ?? from,
    toTitle: to.replace(/^dns:/, ""),
    addresses: ["203.0.113.4"],
    port,
    protocol,
    verdict,
    code: { allow: "ALLOWED", deny: "BLOCKED_DEFAULT", partial: "PARTLY", unknown: "UNKNOWN" }[verdict] as ConnectionRow["code"],
    reason: "",
    symptom: "",
    stop: blocked ? "DROPPED" : "",
    side: blocked ? "egress" : null,
    why: blocked ? "no egress rule allows it" : "a rule allows it",
    blockedBy: blocked ? ["default/default-deny"] : [],
    declaredBy: ["configuration"],
    watched: null,
    expected: null,
    changedAt: null,
    policies: [],
    ...given,
  };
}

/** Random rows in which much is equal. */
export const rows: fc.Arbitrary<readonly ConnectionRow[]> = fc.uniqueArray(
  fc
    .record({
      from: fc.constantFrom("a/deploy/web", "b/deploy/web", "b/sts/db"),
      to: fc.constantFrom("dns:api.stripe.com", "ip:203.0.113.4", "a/deploy/web"),
      port: fc.constantFrom(53, 443, 8443),
      protocol: fc.constantFrom("TCP", "UDP"),
      verdict: fc.constantFrom("allow", "deny", "partial", "unknown"),
      side: fc.constantFrom("egress", "ingress", "both", null),
      watched: fc.constantFrom(null, "payments"),
      changedAt: fc.constantFrom(null, "2026-04-16T02:08:51.000Z", "2026-04-16T02:13:40.000Z"),
    })
    .map(row),
  { selector: ({ id }) => id, maxLength: 40 },
);

export const orders: fc.Arbitrary<Order> = fc.record({ column: fc.constantFrom(undefined, ...COLUMNS), descending: fc.boolean() }).map((order) => ({ ...order, descending: order.descending && order.column !== undefined }));
