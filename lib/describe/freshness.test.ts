import { describe, expect, test } from "vitest";
import { freshnessOf, outdatedText, withAge } from "./freshness.ts";
import { kindState, later, loading, notInstalled, notPermitted, stale } from "./kinds.fixture.ts";

const files = { asOf: "2026-04-16T02:13:40Z", kinds: [] };
const live = (...kinds: readonly ReturnType<typeof kindState>[]) => ({ asOf: "2026-04-16T02:13:40Z", kinds: [...kinds] });
const at = (time: string): string => `2026-04-16T${time}Z`;

describe("the age of the facts", () => {
  test.each([
    { name: "files are as old as their reading, and never too old", cluster: files, now: later(4), level: "fresh", text: "Policies as of 02:13:40Z (4 s ago)" },
    { name: "a capture of long ago is no fault", cluster: files, now: later(86_400 * 3), level: "fresh", text: "Policies as of 02:13:40Z (3 d ago)" },
    { name: "a live cluster is as old as its oldest kind", cluster: live(kindState("NetworkPolicy", { asOf: at("02:13:38") }), kindState("Pod")), now: later(2), level: "fresh", text: "Policies as of 02:13Z (4 s)" },
    { name: "up to a minute nothing is said to be wrong", cluster: live(kindState("NetworkPolicy")), now: later(60), level: "fresh", text: "Policies as of 02:13Z (1 min)" },
    { name: "but that there is no news for the moment", cluster: live(kindState("NetworkPolicy"), stale("Pod", at("02:13:30"))), now: later(4), level: "retrying", text: "Policies as of 02:13Z (14 s) · retrying" },
    { name: "past a minute the pill turns to text", cluster: live(kindState("NetworkPolicy"), kindState("Pod", { asOf: at("02:16:50") })), now: later(195), level: "old", text: "Policies 3 min old" },
    { name: "the kind that is old is named where policies are not", cluster: live(kindState("NetworkPolicy", { asOf: at("02:16:50") }), stale("Pod", at("02:13:40"))), now: later(195), level: "old", text: "Pods 3 min old" },
    { name: "past five minutes it is out of date", cluster: live(stale("NetworkPolicy", at("02:10:12"))), now: later(120), level: "outdated", text: "Policies 5 min old" },
    { name: "a ConfigMap only declares connections", cluster: live(kindState("NetworkPolicy"), stale("ConfigMap", at("01:00:00"))), now: later(4), level: "fresh", text: "Policies as of 02:13Z (4 s)" },
    { name: "what is not permitted and what is not installed has no age", cluster: live(kindState("NetworkPolicy"), notPermitted("Pod"), notInstalled("CiliumNetworkPolicy")), now: later(4), level: "fresh", text: "Policies as of 02:13Z (4 s)" },
    { name: "before everything was read, how far that is", cluster: live(kindState("NetworkPolicy"), loading("Pod", { count: 3_100, expected: 5_020 })), now: later(4), level: "unread", text: "Reading: pods 3,100 of 5,020" },
    { name: "a kind whose server is down is not waited for", cluster: live(kindState("NetworkPolicy"), loading("CiliumNetworkPolicy", { why: "the API server answered 503" })), now: later(4), level: "fresh", text: "Policies as of 02:13Z (4 s)" },
    { name: "without pods there is nothing to show", cluster: live(kindState("NetworkPolicy"), loading("Pod", { why: "the API server answered 503" })), now: later(4), level: "unread", text: "Reading: pods 0 so far" },
    { name: "where nothing is permitted nothing has an age", cluster: live(notPermitted("NetworkPolicy"), notPermitted("Pod")), now: later(4), level: "unread", text: "Nothing can be read" },
  ])("$name", ({ cluster, now, level, text }) => expect(freshnessOf(cluster, now)).toMatchObject({ level, text }));
});

test("the strip says when the last update was", () => expect(outdatedText(at("02:10:12"))).toBe("Last update 02:10:12Z; verdicts may be out of date"));

test.each([
  { name: "a fresh text is pasted as it is", now: later(30), told: "*Blocked:* no rule\nFrom `a`\n" },
  { name: "an old one says so in its first line", now: later(200), told: "*Blocked:* no rule (data 3 min old)\nFrom `a`\n" },
])("$name", ({ now, told }) => expect(withAge("*Blocked:* no rule\nFrom `a`\n", live(kindState("Pod")), now)).toBe(told));
