import { expect, test } from "vitest";
import { clusterJson } from "#lib/graph/state.ts";
import { freshnessOf } from "#lib/describe/freshness.ts";
import { awaited, isReading, troublesOf } from "#lib/describe/kindstates.ts";
import { withheldOf } from "#lib/describe/withheld.ts";
import { Live, namespace, pod } from "./live.fixture.ts";

/** What a page says of a live cluster, at the source's own time. */
function page(live: Live) {
  const cluster = clusterJson(live.source.state);
  const now = live.time.wall();
  return { pill: freshnessOf(cluster, now), troubles: troublesOf(cluster.kinds, now).map(({ text }) => text.replace(/\d\d:\d\dZ/, "TIME")), withheld: withheldOf(cluster.kinds), reading: isReading(cluster.kinds), cluster };
}

test("before the server has answered, its kinds are waited for: no page says that there are none", async () => {
  const live = new Live();
  live.api.faults.inject({ at: { kind: "accept" }, when: { times: Infinity }, action: { kind: "stall" } });
  await live.start(1_000);
  expect(page(live)).toMatchObject({ reading: true, troubles: [], pill: { level: "unread", text: "Reading: pods 0 so far" } });
  expect(awaited(page(live).cluster.kinds).map(({ kind }) => kind)).toContain("NetworkPolicy");
  await live.end();
});

test("a server that cannot be reached is told at once, and what is waited for", async () => {
  const live = new Live();
  live.api.faults.inject({ at: { kind: "accept" }, when: { times: Infinity }, action: { kind: "fail", code: "ECONNREFUSED" } });
  await live.start();
  expect(page(live)).toMatchObject({ reading: true, troubles: ["All kinds: nothing listens at the API server's address (ECONNREFUSED)"] });
  await live.end();
});

test("a live cluster is never old, however long nothing happens", async () => {
  const live = await new Live().start();
  for (let minute = 0; minute < 20; minute++) {
    await live.time.advance(61_000);
    expect(page(live)).toMatchObject({ reading: false, troubles: [], withheld: [], pill: { level: "fresh" } });
  }
  await live.end();
});

test("a server that goes: retrying at first, then old, then out of date; and fresh when it is back", async () => {
  const live = await new Live().start();
  const gone = live.api.faults.inject({ at: { kind: "accept" }, when: { times: Infinity }, action: { kind: "fail", code: "ECONNREFUSED" } });
  live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "rst" } });
  const levels: string[] = [];
  for (let look = 0; look < 16; look++) {
    await live.time.advance(25_000);
    const { level } = page(live).pill;
    if (levels.at(-1) !== level) levels.push(level);
  }
  expect(levels.filter((level) => level !== "fresh")).toEqual(["retrying", "old", "outdated"]);
  expect(page(live).troubles).toEqual(["All kinds: nothing listens at the API server's address (ECONNREFUSED) since TIME"]);
  gone.remove();
  await live.time.advance(60_000);
  expect(page(live)).toMatchObject({ troubles: [], pill: { level: "fresh" } });
  await live.end();
});

test("roles of single namespaces: what may not be read is named, and nothing else", async () => {
  const live = await new Live({
    token: "reader",
    prepare: (api) => {
      for (const name of ["shop", "payments"]) {
        api.put(namespace(name));
        api.put(pod(`${name}/web`, name === "shop" ? "10.0.0.1" : "10.0.0.2"));
      }
      const everything = { verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] };
      const withoutPolicies = { verbs: ["list", "watch"], apiGroups: ["", "discovery.k8s.io"], resources: ["*"] };
      api.access.grant("reader", { user: "reader", groups: [], rules: [withoutPolicies, { ...everything, namespaces: ["shop"] }] });
    },
  }).start(20_000);
  expect(page(live).withheld).toEqual(["You cannot read NetworkPolicies in payments. Verdicts to payments: Cannot tell."]);
  await live.end();
});
