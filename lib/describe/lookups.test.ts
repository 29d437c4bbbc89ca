import { describe, expect, test } from "vitest";
import { answerOf, cluster, namespace, pod, policy } from "#lib/check/fixture.ts";
import type { LookedUp } from "#lib/check/lookedup.ts";
import { parseAddress } from "#lib/net/address.ts";
import { report } from "./report.ts";
import { threeSteps } from "./threesteps.ts";

const HOST = "api.example.com";
const ASKED = { at: "2026-04-16T02:13:35Z", by: ["10.0.0.2"] } as const;
const open = policy("a/p", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]");
const catalogue = `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: ${HOST}, addresses: [198.51.100.4]}]}}`;

const resolved = (...addresses: readonly string[]): LookedUp => ({ kind: "resolved", addresses: addresses.flatMap((text) => parseAddress(text) ?? []), ...ASKED });
const told = (said: LookedUp, ...more: readonly string[]) => {
  const answer = answerOf(cluster(namespace("a"), pod("a/web", { ip: "10.244.0.1" }), open, ...more), "a/web", `${HOST}:443`, { lookedUp: new Map([[HOST, said]]) });
  const { verdict, addresses, steps, notes } = report(answer, null);
  const step = (code: string): readonly string[] => steps.filter((one) => one.code === code).map(({ text }) => text);
  return { verdict, addresses, resolved: step("DST_RESOLVED"), unresolved: step("DST_UNRESOLVED"), notes: notes.map(({ text }) => text), dns: threeSteps(answer).request };
};

describe("addresses that a resolver gave", () => {
  test("each has its verdict, and says who told it and when", () => {
    expect(told(resolved("203.0.113.4", "192.0.2.9"), catalogue)).toMatchObject({
      verdict: "partial",
      addresses: [
        { address: "203.0.113.4", verdict: "allow", source: "resolver", by: "10.0.0.2", at: ASKED.at },
        { address: "192.0.2.9", verdict: "deny", source: "resolver", by: "10.0.0.2", at: ASKED.at },
        { address: "198.51.100.4", verdict: "deny", source: "catalogue", at: null },
      ],
      resolved: [`${HOST} → 203.0.113.4 and 192.0.2.9 (resolver 10.0.0.2, ${ASKED.at}); 198.51.100.4 (catalogue)`],
      unresolved: [],
    });
  });

  test("of several resolvers each could have told", () => {
    expect(told({ ...resolved("203.0.113.4"), by: ["10.0.0.2", "10.0.0.3"] }).resolved).toEqual([`${HOST} → 203.0.113.4 (resolver 10.0.0.2 or 10.0.0.3, ${ASKED.at})`]);
  });

  test("where one family's did not come, that is said", () => {
    const { verdict, notes } = told({ ...resolved("203.0.113.4"), kind: "resolved", addresses: [parseAddress("203.0.113.4") ?? []].flat(), untold: { family: 6, why: "server-failed" } });
    expect([verdict, notes]).toEqual(["allow", expect.arrayContaining([`IPv6 addresses of ${HOST} did not resolve (the server failed) at ${ASKED.at}, asked 10.0.0.2: it is taken to have none`])]);
  });
});

describe("a name that did not resolve", () => {
  test.each([
    { why: "no-such-name", words: "no such name" },
    { why: "no-address", words: "the name has no address" },
    { why: "no-answer", words: "no answer" },
    { why: "server-failed", words: "the server failed" },
    { why: "refused", words: "the server refused" },
  ] as const)("is judged as one without known addresses, and says so: $why", ({ why, words }) => {
    const failed = `${HOST} did not resolve (${words}) at ${ASKED.at}, asked 10.0.0.2`;
    expect(told({ kind: "unresolved", why, ...ASKED })).toMatchObject({
      verdict: "unknown",
      addresses: [],
      unresolved: [`${failed}: judged as some address outside the cluster`],
      dns: expect.stringContaining(`DNS: ${failed};`),
    });
  });

  test("still has the addresses that are known otherwise", () => {
    expect(told({ kind: "unresolved", why: "no-such-name", ...ASKED }, catalogue)).toMatchObject({
      verdict: "deny",
      resolved: [`${HOST} → 198.51.100.4 (catalogue)`],
      unresolved: [`${HOST} did not resolve (no such name) at ${ASKED.at}, asked 10.0.0.2: judged by the addresses that are known otherwise`],
    });
  });
});
