import { expect, test } from "vitest";
import { matcherOf, removedBy } from "./match.ts";
import { parseQuery } from "./parse.ts";
import type { Subject } from "./query.ts";
import { subjectOf } from "./subject.fixture.ts";

const holds = (text: string, change: Partial<Subject> = {}): boolean => {
  const { query, faults } = parseQuery(text);
  expect(faults).toEqual([]);
  return matcherOf(query)(subjectOf(change));
};

test.each<{ readonly text: string; readonly holds: boolean; readonly change?: Partial<Subject> }>([
  { text: "", holds: true },
  { text: "ns:default", holds: true },
  { text: "ns:def", holds: false },
  { text: "ns:def*", holds: true },
  { text: "ns:*", holds: true },
  { text: "ns:d*f*t", holds: true },
  { text: "ns:defa*ault", holds: false },
  { text: "ns:shop,default", holds: true },
  { text: "ns:default ns:shop", holds: true, change: { namespaces: ["default", "shop"] } },
  { text: "ns:default ns:shop", holds: false },
  { text: "-ns:shop", holds: false, change: { namespaces: ["default", "shop"] } },
  { text: "-ns:shop,payments", holds: true },
  { text: "-ns:shop,default", holds: false },
  { text: "pod:client", holds: true },
  { text: "pod:API-client-7d9f", holds: true },
  { text: "pod:default/api-client", holds: true },
  { text: "pod:default/api", holds: false },
  { text: "pod:stripe", holds: false },
  { text: "policy:default-deny", holds: true },
  { text: "policy:default/default-deny", holds: true },
  { text: "policy:default/names", holds: true },
  { text: "policy:CiliumNetworkPolicy:*", holds: true },
  { text: "policy:shop/*", holds: false },
  { text: "from:api-client", holds: true },
  { text: "from:default/api-client", holds: true },
  { text: "from:default/deploy/api-client", holds: true },
  { text: "from:default/api", holds: false },
  { text: "from:stripe", holds: false },
  { text: "to:api.stripe.com", holds: true },
  { text: "to:dns:api.stripe.com", holds: true },
  { text: "to:*.stripe.com", holds: true },
  { text: "to:203.0.113.4", holds: true },
  { text: "to:203.0.113.0/28", holds: true },
  { text: "to:shop/web", holds: true, change: { to: "svc:shop/web", toTitle: "web", addresses: [] } },
  { text: "ip:203.0.113.4", holds: true },
  { text: "ip:203.0.113.0/28", holds: true },
  { text: "ip:203.0.113.4", holds: true, change: { addresses: ["203.0.113.0/28"] } },
  { text: "ip:203.0.113.4", holds: true, change: { to: "cidr:203.0.113.0/24", addresses: [] } },
  { text: "ip:203.0.113.5", holds: false },
  { text: "ip:2001:db8::/32", holds: true, change: { addresses: ["2001:db8::1"] } },
  { text: "ip:2001:DB8:0::1", holds: true, change: { addresses: ["2001:db8::1"] } },
  { text: "ip:::/0", holds: false },
  { text: "port:443", holds: true },
  { text: "port:400-500", holds: true },
  { text: "port:80,443-443", holds: true },
  { text: "port:8443", holds: false },
  { text: "verdict:blocked", holds: true },
  { text: "verdict:partly", holds: false },
  { text: "verdict:partly", holds: true, change: { verdict: "partial" } },
  { text: "verdict:allowed", holds: true, change: { verdict: "allow" } },
  { text: "verdict:unknown", holds: true, change: { verdict: "unknown" } },
  { text: "side:egress", holds: true },
  { text: "side:ingress", holds: false },
  { text: "side:ingress", holds: true, change: { side: "both" } },
  { text: "side:both", holds: false },
  { text: "side:egress", holds: false, change: { side: null } },
  { text: "label:tier=web", holds: true },
  { text: "label:tier", holds: true },
  { text: "label:tier=we", holds: false },
  { text: "label:tie", holds: false },
  { text: "changed:24h", holds: true },
  { text: "changed:15m", holds: false },
  { text: "changed:60m", holds: true },
  { text: "changed:7d", holds: false, change: { changedAgo: undefined } },
  { text: "is:watched", holds: true },
  { text: "is:open", holds: false },
  { text: "is:open", holds: true, change: { open: true } },
  { text: "is:changed", holds: true },
  { text: "-is:changed", holds: true, change: { changedAgo: undefined } },
  { text: "stripe", holds: true },
  { text: "default-deny", holds: true },
  { text: "7d9f", holds: true },
  { text: "203.0.113.0/28", holds: true },
  { text: "payments", holds: false },
  { text: "-stripe", holds: false },
  { text: "stripe payments", holds: false },
  { text: "stripe,payments", holds: true },
  { text: "(a+)+$", holds: false },
])("`$text` on $change: $holds", ({ text, change, holds: expected }) => expect(holds(text, change)).toBe(expected));

test("each term tells how many it removes by itself", () => {
  const subjects = [...Array.from({ length: 42 }, () => subjectOf({ verdict: "allow", namespaces: ["web"] })), subjectOf(), subjectOf(), subjectOf()];
  expect(removedBy(parseQuery("verdict:blocked ns:web").query, subjects)).toEqual([{ term: "verdict:blocked", count: 42 }, { term: "ns:web", count: 3 }]);
});
