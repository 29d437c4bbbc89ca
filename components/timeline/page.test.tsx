import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import type { TimelineJson } from "#lib/api/history.ts";
import { htmlAt, linksOf, wordsOf } from "../url/address.fixture.tsx";
import { DiffLines } from "./DiffLines.tsx";
import { Timeline } from "./Timeline.tsx";
import { at, change, flip, revision } from "./timeline.fixture.ts";

const cluster: TimelineJson["cluster"] = { id: "prod", name: "prod", title: "prod", region: null, version: null, summary: null, engine: { name: "calico", by: "given" }, kinds: [], warnings: [], revision: 3, asOf: at("02:45:00"), readAt: at("02:45:00"), at: null, problems: 0 };
const timeline = (given: Partial<TimelineJson> = {}): TimelineJson => ({ cluster, durable: true, brought: false, begins: at("01:30:00"), from: at("01:00:00"), until: at("02:45:00"), revisions: [], gaps: [], more: false, ...given });
const html = (given: Partial<TimelineJson>, sel?: string): string =>
  htmlAt(
    "/c/prod/timeline?v=1",
    <QueryClientProvider client={new QueryClient()}>
      <Timeline timeline={timeline(given)} state={{ sel, win: "24h" }} now={Date.parse(at("02:48:51"))} />
    </QueryClientProvider>,
  );

const deny = revision("02:08:51", { flips: [flip()], effect: "made 1 connection blocked" });
const quiet = revision("02:00:00", { changes: [change({ action: "changed", kind: "Namespace", namespace: "", name: "payments", lane: "labels", summary: "labels", by: { name: "", keptBy: null, commit: null, at: null } })] });

describe("a change card", () => {
  test("says when, who, what and the effect", () => {
    const words = wordsOf(html({ revisions: [deny] }));
    for (const part of ["default/default-deny", "created", "02:08:51Z (40 min ago)", "argocd · Argo CD application shop · commit 4be1f0a", "Made 1 connection blocked.", "api-client → api.stripe.com TCP 443", "Allowed → Blocked by default deny"]) expect(words).toContain(part);
  });
  test("nobody signed it: so it is said", () => expect(wordsOf(html({ revisions: [quiet] }))).toContain("nobody told who"));
  test("leads to the map as it was before and after, to the millisecond", () => {
    const links = linksOf(html({ revisions: [deny] }));
    expect(links).toContain("/c/prod/map?at=2026-04-16T02:08:50.999Z&v=1");
    expect(links).toContain("/c/prod/map?at=2026-04-16T02:08:51.000Z&v=1");
  });
});

test("what had no effect is one line, which opens without a script", () => {
  expect(html({ revisions: [deny, quiet] })).toMatch(/<details[^>]*><summary>1 change with no effect<\/summary>/);
});

describe("one connection", () => {
  const id = "default/pod/api-client~dns:api.stripe.com~443-tcp";
  test("its flip is the headline", () => expect(wordsOf(html({ revisions: [deny] }, id))).toContain("api-client → api.stripe.com TCP 443: Allowed → Blocked by default deny at 02:08:51Z"));
  test("none flips: no policy change explains it", () => expect(wordsOf(html({ revisions: [quiet] }, id))).toContain("No policy change explains this: none in this time made its verdict another one."));
});

test.each([
  { name: "nothing is stored yet", given: { begins: null }, told: "No history is stored yet. What changes from now on is kept." },
  { name: "nothing in this time, but before it", given: { from: at("02:40:00") }, told: "Show all since the history begins, 2026-04-16 01:30:00Z" },
  { name: "in memory only", given: { durable: false }, told: "In memory only: it ends when Whydrop stops" },
  { name: "the past comes with the folder", given: { durable: false, brought: true }, told: "History since 2026-04-16 01:30:00Z, brought by the folder|What changes from now on: in memory only" },
  { name: "no flows, and no lane of drops", given: {}, told: "Flows: none connected. Verdicts come from policies; drops are not observed." },
  { name: "a gap of our own", given: { gaps: [{ from: at("01:40:00"), until: at("01:44:00"), why: "nobody watched" }] }, told: "2026-04-16 01:40:00Z to 01:44:00Z (64 min ago): nobody watched. What changed meanwhile is told at its end." },
  { name: "older ones were left out", given: { revisions: [deny], more: true }, told: "Older changes are left out." },
  { name: "connections may outlive a policy", given: { revisions: [deny] }, told: "A policy that changed may leave existing connections alive" },
])("$name", ({ given, told }) => expect(wordsOf(html(given))).toContain(told.replace("64 min", "1 h")));

test("the picture is not read out, and no key has to pass it", () => {
  const [, lanes = ""] = /(<div class="[^"]*" aria-hidden="true">.*?<\/svg><\/div><div)/s.exec(html({ revisions: [deny] })) ?? [];
  expect(lanes).toContain(`href="#at-2026-04-16T02:08:51.000Z"`);
  expect(html({ revisions: [deny] }).match(/<a href="#at-[^"]*"/g)).toHaveLength(html({ revisions: [deny] }).match(/<a href="#at-[^"]*" tabindex="-1"/g)?.length ?? 0);
});

test("a part of the axis is chosen without a pointer too, and both ends say their time", () => {
  const page = html({ revisions: [deny] });
  expect([...page.matchAll(/role="slider"[^>]*tabindex="0"|tabindex="0"[^>]*role="slider"/gi)]).toHaveLength(2);
  expect([...page.matchAll(/aria-valuetext="([^"]*)"/g)].map(([, told]) => told)).toEqual(["2026-04-16 01:30:00Z", "2026-04-16 02:45:00Z"]);
});

test("the lines of a diff have their marks as text", () => {
  const lines = [{ mark: " ", text: "spec:" }, { mark: "-", text: "  egress: []" }, { mark: "+", text: "  podSelector: {}" }] as const;
  expect(wordsOf(htmlAt("/", <DiffLines diff={{ object: "a", lines: [...lines] }} />))).toBe(" |spec:\n| |-|  egress: []\n| |+|  podSelector: {}\n".replaceAll("\n| |", "\n|"));
});
