import { describe, expect, test } from "vitest";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { STORE_KINDS, emptyStore } from "../store/stores.fixture.ts";
import { GivenSource, Recording } from "./recorded.fixture.ts";

const WEB = pod("a/web", { ip: "10.0.0.1" });
const CLOSED = policy("a/closed", "podSelector: {}, policyTypes: [Egress]");
const OPEN_TO_ALL = policy("a/closed", "podSelector: {}, policyTypes: [Egress], egress: [{}]");

describe.each(STORE_KINDS)("on %s", (kind) => {
  test("each state is found again, at its time and until the next one", async () => {
    const recording = new Recording(await emptyStore(kind), new GivenSource(WEB, namespace("a")));
    await recording.until(async () => (await recording.times()).length === 1);
    const [begins = 0] = await recording.times();
    const closed = await recording.become(WEB, namespace("a"), CLOSED);
    const open = await recording.become(WEB, namespace("a"), OPEN_TO_ALL);
    const gone = await recording.become(WEB, namespace("a"));
    expect(await recording.times()).toEqual([gone, open, closed, begins]);
    expect(await Promise.all([begins - 1, begins, closed - 1, closed, open - 1, open, gone].map((at) => recording.verdictAt(at)))).toEqual([
      expect.stringContaining("no longer stored"), "allow", "allow", "deny", "deny", "allow", "allow",
    ]);
    const revisions = await recording.history.revisions(0, gone, 10);
    expect(revisions.map(({ changes }) => changes.map(({ object, before, after }) => [object, before !== undefined, after !== undefined]))).toEqual([
      [["networking.k8s.io/NetworkPolicy/a/closed", true, false]], [["networking.k8s.io/NetworkPolicy/a/closed", true, true]], [["networking.k8s.io/NetworkPolicy/a/closed", false, true]],
    ]);
  });

  test("what is said again is not written again", async () => {
    const source = new GivenSource(WEB);
    const recording = new Recording(await emptyStore(kind), source);
    await recording.until(async () => (await recording.times()).length === 1);
    source.become(WEB);
    const at = await recording.become(WEB, CLOSED);
    expect(await recording.times()).toHaveLength(2);
    expect((await recording.times())[0]).toBe(at);
  });

  test("a restart writes only what became different, and tells when nobody watched", async () => {
    const wish = await emptyStore(kind);
    const time = new VirtualTime();
    const first = new Recording(wish, new GivenSource(WEB, CLOSED), { time });
    await first.until(async () => (await first.times()).length === 1);
    await first.recorder.close();
    const left = time.wall();
    await time.advance(3_600_000);
    const second = new Recording(wish, new GivenSource(WEB, OPEN_TO_ALL), { time });
    await second.until(async () => (await second.times()).length === 2);
    const [back = 0, begins = 0] = await second.times();
    expect(await second.history.gaps(0, time.wall())).toEqual([{ from: left, until: back }]);
    expect(await Promise.all([begins, left, left + 60_000, back].map((at) => second.verdictAt(at)))).toEqual(["deny", "deny", expect.stringMatching(/^Nobody watched between .* and .*\.$/), "allow"]);
    expect((await second.history.revisions(0, back, 10)).map(({ changes }) => changes.map(({ object }) => object))).toEqual([["networking.k8s.io/NetworkPolicy/a/closed"]]);
  });
});
