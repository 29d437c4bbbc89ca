import { afterEach, describe, expect, test } from "vitest";
import { type DnsServer, type Said, dnsServer } from "./dnsserver.fixture.ts";
import { asking, type Outcome } from "./ask.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";

const AT = "2026-04-16T02:13:00Z";
const HOST = "api.example.com";
const records = (given: Omit<Extract<Said, { kind: "records" }>, "kind">): Said => ({ kind: "records", ...given });

let server: DnsServer;
afterEach(() => server.close());

async function ask(said: Said | undefined): Promise<Outcome> {
  server = await dnsServer(said ? { [HOST]: said } : {});
  return asking(server.address, new VirtualTime(Date.UTC(2026, 3, 16, 2, 13)))(HOST);
}

const inWords = ({ lookedUp, ttl }: Outcome): string => {
  const told = lookedUp.kind === "resolved" ? [...lookedUp.addresses.map(({ text }) => text), ...(lookedUp.untold ? [`IPv${lookedUp.untold.family} ${lookedUp.untold.why}`] : [])] : [lookedUp.why];
  return [...told, ...(ttl === undefined ? [] : [`${ttl} s`])].join(", ");
};

describe("what a server says becomes", () => {
  const many = Array.from({ length: 40 }, (_, i) => `198.51.100.${i}`);
  test.each([
    { name: "one address", said: records({ a: ["203.0.113.4"], ttl: 300 }), outcome: "203.0.113.4, 300 s" },
    { name: "addresses of both families", said: records({ a: ["203.0.113.4"], aaaa: ["2001:db8::4"], ttl: 20 }), outcome: "203.0.113.4, 2001:db8::4, 20 s" },
    { name: "all of many addresses", said: records({ a: many }), outcome: [...many, "60 s"].join(", ") },
    { name: "an address that is said twice, once", said: records({ a: ["203.0.113.4", "203.0.113.4"] }), outcome: "203.0.113.4, 60 s" },
    { name: "the addresses of an alias, for no longer than the alias holds", said: records({ a: ["203.0.113.4"], ttl: 300, alias: { to: "edge.example.net", ttl: 7 } }), outcome: "203.0.113.4, 7 s" },
    { name: "an address for no time at all", said: records({ a: ["203.0.113.4"], ttl: 0 }), outcome: "203.0.113.4, 0 s" },
    { name: "no such name", said: undefined, outcome: "no-such-name" },
    { name: "a name that has no address", said: records({}), outcome: "no-address" },
    { name: "a server that failed", said: { kind: "error", code: "SERVFAIL" }, outcome: "server-failed" },
    { name: "a server that refused", said: { kind: "error", code: "REFUSED" }, outcome: "refused" },
    { name: "a failure for one family, where the other has none", said: records({ failing: "AAAA" }), outcome: "server-failed" },
    { name: "addresses of one family, and why the other's did not come", said: records({ a: ["203.0.113.4"], failing: "AAAA" }), outcome: "203.0.113.4, IPv6 server-failed, 60 s" },
  ] satisfies readonly { name: string; said: Said | undefined; outcome: string }[])("$name", async ({ said, outcome }) => expect(inWords(await ask(said))).toBe(outcome));
});

test("a resolver that is silent is given up after five seconds", async () => {
  const time = new VirtualTime(Date.UTC(2026, 3, 16, 2, 13));
  server = await dnsServer({ [HOST]: { kind: "silence" } });
  let outcome: Outcome | undefined;
  const asked = asking(server.address, time)(HOST).then((said) => (outcome = said));
  await time.advance(4_999);
  expect(outcome).toBeUndefined();
  await time.advance(1);
  expect(inWords(await asked)).toBe("no-answer");
});

test("where nobody listens there is no answer", async () => {
  server = await dnsServer({});
  const gone = await dnsServer({});
  await gone.close();
  expect(inWords(await asking(gone.address, new VirtualTime(Date.UTC(2026, 3, 16, 2, 13)))(HOST))).toBe("no-answer");
});

test("an answer says when and by whom it was given, and leaves nothing behind", async () => {
  const time = new VirtualTime(Date.UTC(2026, 3, 16, 2, 13));
  server = await dnsServer({ [HOST]: records({ a: ["203.0.113.4"] }) });
  const { lookedUp } = await asking(server.address, time)(HOST);
  expect(lookedUp).toMatchObject({ at: AT, by: [server.address] });
  expect(time.sleeping).toBe(0);
});
