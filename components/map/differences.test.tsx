import { expect, test } from "vitest";
import { change } from "../timeline/timeline.fixture.ts";
import { htmlAt, linksOf, wordsOf } from "../url/address.fixture.tsx";
import { MapDifferences } from "./MapDifferences.tsx";
import { connection, edge, node, placedMap } from "./placedmap.fixture.ts";

type Given = Parameters<typeof MapDifferences>[0];

const THEN = "2026-04-16T02:08:50Z";
const [WEB, STRIPE] = [node("default/deploy/web"), node("dns:api.stripe.com")];
const [was, is] = [connection(WEB.id, STRIPE.id, { code: "OPEN" }), connection(WEB.id, STRIPE.id, { verdict: "deny" })];
const maps = {
  was: placedMap({ nodes: [WEB, STRIPE], edges: [edge(WEB.id, STRIPE.id)], connections: [was] }),
  is: placedMap({ nodes: [WEB, STRIPE], edges: [edge(WEB.id, STRIPE.id, { look: "blocked" })], connections: [is] }),
};
const DIFFERS = { connections: [{ id: is.id, text: "Open → Blocked by default deny", was, is }], total: 1, changes: [change()], ...maps };
const html = (given: Partial<Given["differences"]> = {}, times: Given["times"] = { then: THEN, now: undefined }): string => htmlAt("/c/prod/map", <MapDifferences cluster="prod" times={times} differences={{ ...DIFFERS, ...given }} />);

test("says how much differs, and each verdict before and after", () => {
  const words = wordsOf(html());
  for (const part of ["1 verdict and 1 policy differ", "2026-04-16 02:08:50Z compared with now", "Open|", "Blocked by default deny", "default/default-deny|NetworkPolicy|created"]) expect(words).toContain(part);
});

test("its tree says what is, for those who do not see the picture", () => expect(wordsOf(html())).toContain("To api.stripe.com: Blocked by default deny"));

test("leads to either state, to what happened between them and to the comparison of one connection", () => {
  expect(linksOf(html({}, { then: THEN, now: "2026-04-16T02:13:40Z" }))).toEqual([
    "/c/prod/map?at=2026-04-16T02:08:50Z&v=1",
    "/c/prod/map?at=2026-04-16T02:13:40Z&v=1",
    "/c/prod/timeline?at=2026-04-16T02:13:40Z&v=1&win=2026-04-16T02:08:50Z..2026-04-16T02:13:40Z",
    "/c/prod/check?at=2026-04-16T02:13:40Z&compare=2026-04-16T02:08:50Z&from=default/deploy/web&port=443&to=dns:api.stripe.com&v=1",
    "/c/prod/policies/default/default-deny?at=2026-04-16T02:13:40Z&v=1",
  ]);
});

test.each([
  { name: "nothing differs", given: { connections: [], total: 0, changes: [] }, told: "No verdict and no policy differs" },
  { name: "a policy without an effect", given: { connections: [], total: 0 }, told: "No verdict and 1 policy differ" },
  { name: "a label alone", given: { changes: [change({ kind: "Namespace", namespace: "", name: "reports", lane: "labels", action: "changed", summary: "labels" })] }, told: "1 verdict and no policy differs" },
  { name: "too many to tell", given: { total: 340 }, told: "339 more verdicts differ" },
  { name: "what is neither policy nor label is counted", given: { changes: [change({ lane: "rollouts" })] }, told: "and 1 other object" },
])("$name", ({ given, told }) => expect(wordsOf(html(given))).toContain(told));

test("what is deleted is linked as it was", () => expect(linksOf(html({ changes: [change({ action: "deleted" })] }))).toContain(`/c/prod/policies/default/default-deny?at=${THEN}&v=1`));
