import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import type { BlameJson } from "#lib/api/history.ts";
import { at, change } from "../timeline/timeline.fixture.ts";
import { htmlAt, linksOf, wordsOf } from "../url/address.fixture.tsx";
import { type Blamed, FoundChange } from "./FoundChange.tsx";

const cluster: BlameJson["cluster"] = { id: "prod", name: "prod", title: "prod", region: null, version: null, summary: null, engine: { name: "calico", by: "given" }, kinds: [], warnings: [], revision: 3, asOf: at("02:45:00"), readAt: at("02:45:00"), at: null, problems: 0 };
const blame = (given: Partial<BlameJson> = {}): Blamed => ({
  kind: "answered",
  blame: {
    cluster,
    outcome: "found",
    sentence: "First blocked by default/default-deny, created at 02:08:51Z by argocd",
    was: { verdict: "allow", code: "ALLOWED", reason: "" },
    is: { verdict: "deny", code: "BLOCKED_DEFAULT", reason: "" },
    revision: { at: at("02:08:51"), changes: [change()], diffs: [{ object: change().object, at: at("02:08:51"), before: null, after: "a", lines: [{ mark: "+", text: "kind: NetworkPolicy" }] }] },
    since: at("01:30:00"),
    evaluated: 7,
    doubts: [],
    ...given,
  },
});
const html = (found: Blamed): string =>
  htmlAt(
    "/c/prod/check?blame=1&v=1",
    <QueryClientProvider client={new QueryClient()}>
      <FoundChange cluster="prod" sel="default/pod/api-client~dns:api.stripe.com~443-tcp" found={found} />
    </QueryClientProvider>,
  );

describe("the change that broke this", () => {
  test("is a sentence, with author and diff, and needs no script", () => {
    const words = wordsOf(html(blame()));
    for (const part of ["First blocked by default/default-deny, created at 02:08:51Z by argocd", "Allowed → Blocked by default deny at 2026-04-16 02:08:51Z", "argocd · Argo CD application shop · commit 4be1f0a", "Deny egress by default", "+|kind: NetworkPolicy"]) expect(words).toContain(part);
  });
  test("leads to the hour around it on the timeline of this connection", () =>
    expect(linksOf(html(blame()))).toEqual(["/c/prod/timeline?sel=default/pod/api-client~dns:api.stripe.com~443-tcp&v=1&win=2026-04-16T01:38:51.000Z..2026-04-16T02:38:51.000Z#at-2026-04-16T02:08:51.000Z"]));
  test("none: so it is said, and what limits that", () => {
    const words = wordsOf(html(blame({ outcome: "none", sentence: "No policy change explains this.", was: null, revision: null, doubts: ["nobody watched between 01:40:00Z and 01:44:00Z"] })));
    expect(words).toContain("No policy change explains this.");
    expect(words).toContain("Nobody watched between 01:40:00Z and 01:44:00Z.");
  });
  test("refused: why, and nothing is claimed", () => expect(wordsOf(html({ kind: "refused", message: "the history cannot be read" }))).toBe("The change that broke this|The history cannot be read."));
});
