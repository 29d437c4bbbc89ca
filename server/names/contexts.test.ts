import { beforeEach, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import type { Context } from "#lib/check/context.ts";
import { cluster, contextFrom, pod, policy } from "#lib/check/fixture.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import type { Question } from "#lib/check/question.ts";
import { Script } from "./ask.fixture.ts";
import { contextWithNames, withNamesOf } from "./contexts.ts";
import { Names } from "./names.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";

const WANTED = "api.wanted.example";
const ASKED = "api.asked.example";
const open = policy("a/p", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]");
const catalogue = `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: ${WANTED}}]}}`;
const { snapshot } = contextFrom(cluster(pod("a/web", { ip: "10.244.0.1" }), open, catalogue));
const question = (host: string): Question => ({ from: parseEnd("a/web", "from"), ...parseTarget(`${host}:443`) });
const verdict = (host: string, context: Context): string => answer(question(host), context).folded.verdict;

let time: VirtualTime;
let resolver: Script;
let names: Names;
beforeEach(() => {
  time = new VirtualTime(Date.UTC(2026, 3, 16, 2, 13));
  resolver = new Script(time, { [WANTED]: "203.0.113.4", [ASKED]: "203.0.113.5" });
  names = new Names(resolver.ask, time);
});

test("the snapshot's names are wanted; the next context knows what they resolve to", async () => {
  expect(verdict(WANTED, contextWithNames(snapshot, {}, names))).toBe("unknown");
  await time.advance(1_000);
  expect(verdict(WANTED, contextWithNames(snapshot, {}, names))).toBe("allow");
  expect(resolver.asked).toEqual([WANTED]);
});

test("a question's name is looked up for it, beside the names that are known", async () => {
  const context = contextWithNames(snapshot, {}, names);
  await time.advance(1_000);
  const told = await withNamesOf([question(ASKED)], context, names);
  expect([verdict(WANTED, told), verdict(ASKED, told), verdict(ASKED, contextWithNames(snapshot, {}, names))]).toEqual(["allow", "allow", "unknown"]);
});

test("a later answer with the same addresses leaves the policies as they are, and has its own time", async () => {
  contextWithNames(snapshot, {}, names);
  await time.advance(1_000);
  const context = contextWithNames(snapshot, {}, names);
  await time.advance(60_000);
  const told = await withNamesOf([question(WANTED)], context, names);
  expect([told.policies === context.policies, told.lookedUp.get(WANTED)?.at]).toEqual([true, "2026-04-16T02:14:00Z"]);
});

test("a name that the next snapshot lacks is forgotten", async () => {
  contextWithNames(snapshot, {}, names);
  await time.advance(1_000);
  const next = contextWithNames(contextFrom(pod("a/web")).snapshot, {}, names);
  expect([next.lookedUp.size, next.policies.world.around.names.size]).toEqual([0, 0]);
});

test("without names a context is as the input has it", () => {
  expect(contextWithNames(snapshot, {}, undefined).lookedUp.size).toBe(0);
});
