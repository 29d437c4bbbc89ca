import { expect, test } from "vitest";
import type { ConnectionJson } from "#lib/api/graph.ts";
import { controls, relative, traced } from "./curve.ts";
import { sceneOf } from "./elements.ts";
import { blocked, connection, graphOf, workload } from "./graph.fixture.ts";
import { layout } from "./layout.ts";

const POD = "default/pod/api-client";
const NAME = "dns:api.stripe.com";
const draw = (one: ConnectionJson, selected?: string) => {
  const graph = graphOf([workload(POD, { egressLimitedBy: ["default/deny"] }), workload(NAME)], [one]);
  return sceneOf(graph, layout(graph), selected);
};
const lines = (one: ConnectionJson): readonly string[] => draw(one).edges.map(({ line }) => line).toSorted();

test.each([
  { name: "blocked: up to the mark, then what was never sent, and silence back", one: blocked(POD, NAME), is: ["blocked", "never", "request", "silence"] },
  { name: "a deny rule is no default deny", one: blocked(POD, NAME, { code: "BLOCKED_RULE" }), is: ["never", "request", "rule", "silence"] },
  { name: "allowed: through the gate", one: connection(POD, NAME), is: ["request", "traffic"] },
  { name: "partly: both", one: blocked(POD, NAME, { verdict: "partial", code: "PARTLY" }), is: ["blocked", "never", "request", "traffic"] },
  { name: "cannot tell: neither red nor teal", one: connection(POD, NAME, { verdict: "unknown", code: "UNKNOWN" }), is: ["unknown", "unknown"] },
])("$name", ({ one, is }) => expect(lines(one)).toEqual(is));

test("a mark is drawn only where something is blocked", () => {
  const marks = (one: ConnectionJson): number => draw(one).things.filter(({ id }) => id.startsWith("stop:")).length;
  expect([marks(blocked(POD, NAME)), marks(connection(POD, NAME))]).toEqual([1, 0]);
});

test("an ingress block ends at the destination's side", () => {
  const graph = graphOf([workload("a/deploy/api"), workload("a/deploy/db", { ingressLimitedBy: ["a/db"] })], [blocked("a/deploy/api", "a/deploy/db", { side: "ingress" })]);
  const scene = sceneOf(graph, layout(graph), undefined);
  expect(scene.edges.find(({ line }) => line === "blocked")?.to).toBe("stop:ingress:a/deploy/db");
});

test("what has nothing to do with the selection fades", () => {
  const graph = graphOf([workload("a/deploy/api"), workload("a/deploy/db"), workload("a/deploy/web")], [connection("a/deploy/api", "a/deploy/db")]);
  const faded = (selected?: string): readonly string[] => sceneOf(graph, layout(graph), selected).things.filter((thing) => thing.faded).map(({ id }) => id);
  expect([faded(), faded("a/deploy/api"), faded("a/deploy/web")]).toEqual([[], ["a/deploy/web"], []]);
});

test("a namespace whose policies may not be read does not say how many limit it", () => {
  const graph = graphOf([workload("a/deploy/api"), workload("a/deploy/db")], []);
  const refused = { group: "networking.k8s.io", resource: "networkpolicies", kind: "NetworkPolicy", namespace: "a", count: 0, asOf: null, state: "not-permitted", expected: null, why: "", retryAt: null } as const;
  const told = (kinds: readonly (typeof refused)[]): string => JSON.stringify(sceneOf({ ...graph, cluster: { ...graph.cluster, kinds: [...kinds] } }, layout(graph), undefined).ground);
  expect([told([]).includes("not limited"), told([refused]).includes("not limited"), told([refused]).includes("its policies cannot be read")]).toEqual([true, false, true]);
});

test("an edge on one level is straight, any other leaves and enters at right angles", () => {
  const port = (x: number, y: number, side: "left" | "right") => ({ at: [x, y] as const, side });
  expect(controls(port(0, 5, "right"), port(100, 5, "left"))).toEqual([]);
  expect(controls(port(0, 0, "right"), port(100, 80, "left"))).toEqual([[36, 0], [64, 80]]);
});

test("an edge goes around a card that is no end of it", () => {
  const card = { x: 64, y: -40, width: 170, height: 82 };
  const via = controls({ at: [0, 0], side: "right" }, { at: [600, 0], side: "left" }, [card]);
  const behind = traced([0, 0], via, [600, 0]).filter(([x, y]) => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height);
  expect([via.length, behind]).toEqual([6, []]);
});

test("a point beside the way, as Cytoscape counts it", () => {
  expect(relative([50, 30], [0, 0], [100, 0])).toEqual({ weight: 0.5, distance: 30 });
});
