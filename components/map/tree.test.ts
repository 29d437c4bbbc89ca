import { describe, expect, test } from "vitest";
import { connection, edge, node, placedMap, tile } from "./placedmap.fixture.ts";
import { treeOf } from "./tree.ts";
import { moved, typeAhead } from "./walk.ts";

const CLIENT = node("default/deploy/api-client", { blocked: 1, allowed: 1, egressLimitedBy: ["default/default-deny", "default/allow-dns"], egressOpen: false });
const WEB = node("default/deploy/web");
const LEDGER = tile("payments");
const STRIPE = node("dns:api.stripe.com");
const stripe = connection(CLIENT.id, STRIPE.id, { verdict: "deny" });
const map = placedMap({
  nodes: [WEB, CLIENT, LEDGER, STRIPE],
  edges: [edge(CLIENT.id, LEDGER.id), edge(CLIENT.id, STRIPE.id, { look: "blocked", watched: true, count: 3 }), edge(WEB.id, CLIENT.id)],
  connections: [stripe],
});
const rows = treeOf(map);
const index = (id: string): number => rows.findIndex((row) => row.id === id);
const [OF_CLIENT, EGRESS_BLOCKED] = [CLIENT.id, `egress:${CLIENT.id}>${STRIPE.id}:blocked`];

test("namespaces, in them what is drawn, in that its connections: blocked first, and those that leave before those that come", () => {
  expect(rows.map(({ level, id }) => `${String(level)} ${id}`)).toEqual([
    "1 namespace:default",
    `2 ${CLIENT.id}`, `3 ${EGRESS_BLOCKED}`, `3 egress:${CLIENT.id}>namespace:payments:allowed`, `3 ingress:${WEB.id}>${CLIENT.id}:allowed`,
    `2 ${WEB.id}`, `3 egress:${WEB.id}>${CLIENT.id}:allowed`,
    "1 namespace:payments", `2 ingress:${CLIENT.id}>namespace:payments:allowed`,
    "1 outside", `2 ${STRIPE.id}`, `3 ingress:${CLIENT.id}>${STRIPE.id}:blocked`,
  ]);
});

describe("spoken", () => {
  test.each([
    { id: CLIENT.id, spoken: "api-client, Deployment ×3, default. Egress limited by 2 policies. Ingress open. 1 blocked, 1 allowed. Enter for details." },
    { id: EGRESS_BLOCKED, spoken: "To api.stripe.com: Blocked by default deny: no rule allows it. And 2 more connections of this line. Watched." },
    { id: "namespace:default", spoken: "default, namespace. 1 of 3 workloads limited. Space closes it, Enter for details." },
    { id: "namespace:payments", spoken: "payments, 3 of 14 workloads limited. No declared connection. Space opens it, Enter for details." },
    { id: STRIPE.id, spoken: "api.stripe.com, External. No declared connection. Enter for details." },
  ])("$spoken", ({ id, spoken }) => expect(rows[index(id)]?.spoken).toBe(spoken));

  test.each([
    { name: "what everybody uses", given: { hubs: [{ id: "svc:kube-system/kube-dns", title: "dns", verdict: "deny" as const }] }, part: "Uses dns, blocked" },
    { name: "why it is a part", given: { split: "label track differs" }, part: "label track differs" },
    { name: "not decided", given: { egressOpen: false }, part: "Egress cannot be told" },
    { name: "the node's own network", given: { hostNetwork: true }, part: "On the host network" },
  ])("$name", ({ given, part }) => expect(treeOf(placedMap({ nodes: [node("a/deploy/b", given)] }))[1]?.spoken).toContain(part));
});

describe("keys", () => {
  test.each([
    { name: "right: to what stands there on the picture", from: CLIENT.id, key: "ArrowRight", to: "namespace:payments" },
    { name: "left: what is straight there comes before what is aside", from: "namespace:payments", key: "ArrowLeft", to: WEB.id },
    { name: "up: to what stands there, whatever the list says", from: CLIENT.id, key: "ArrowUp", to: WEB.id },
    { name: "down", from: WEB.id, key: "ArrowDown", to: CLIENT.id },
    { name: "up from the topmost: to the name of its namespace", from: WEB.id, key: "ArrowUp", to: "namespace:default" },
    { name: "nothing is there", from: CLIENT.id, key: "ArrowDown", to: undefined },
    { name: "e: the worst connection that leaves", from: CLIENT.id, key: "e", to: EGRESS_BLOCKED },
    { name: "e again: the next", from: EGRESS_BLOCKED, key: "e", to: `egress:${CLIENT.id}>namespace:payments:allowed` },
    { name: "after the last the first", from: `egress:${CLIENT.id}>namespace:payments:allowed`, key: "e", to: EGRESS_BLOCKED },
    { name: "i: what comes in", from: CLIENT.id, key: "i", to: `ingress:${WEB.id}>${CLIENT.id}:allowed` },
    { name: "i from an egress connection", from: EGRESS_BLOCKED, key: "i", to: `ingress:${WEB.id}>${CLIENT.id}:allowed` },
    { name: "nothing calls it", from: WEB.id, key: "i", to: undefined },
    { name: "down among connections", from: EGRESS_BLOCKED, key: "ArrowDown", to: `egress:${CLIENT.id}>namespace:payments:allowed` },
    { name: "up from the first connection stays", from: EGRESS_BLOCKED, key: "ArrowUp", to: undefined },
    { name: "right: along the connection, to its other end", from: EGRESS_BLOCKED, key: "ArrowRight", to: STRIPE.id },
    { name: "left: back to whose it is", from: `egress:${CLIENT.id}>namespace:payments:allowed`, key: "ArrowLeft", to: OF_CLIENT },
    { name: "Home", from: STRIPE.id, key: "Home", to: "namespace:default" },
    { name: "End", from: CLIENT.id, key: "End", to: `ingress:${CLIENT.id}>${STRIPE.id}:blocked` },
    { name: "other keys lead nowhere", from: CLIENT.id, key: "q", to: undefined },
  ])("$name", ({ from, key, to }) => expect(moved(key, rows, index(from), map.places)).toBe(to === undefined ? undefined : index(to)));

  test("from everywhere every node is reached by arrows", () => {
    const reached = new Set([0]);
    for (const at of reached) for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) reached.add(moved(key, rows, at, map.places) ?? at);
    expect(rows.filter(({ kind }, at) => kind !== "edge" && kind !== "outside" && !reached.has(at))).toEqual([]);
  });

  test("letters find a title; those that follow soon make one word, later ones a new", () => {
    const first = typeAhead("p", rows, 0, { was: { text: "", at: 0 }, now: 5_000 });
    expect(first.found).toBe(index("namespace:payments"));
    const second = typeAhead("a", rows, first.found ?? 0, { was: first.typed, now: 5_200 });
    expect([second.typed.text, second.found]).toEqual(["pa", index("namespace:payments")]);
    const later = typeAhead("a", rows, 0, { was: second.typed, now: 9_000 });
    expect([later.typed.text, later.found]).toEqual(["a", index(CLIENT.id)]);
    expect(typeAhead("z", rows, 0, { was: { text: "", at: 0 }, now: 9_000 }).found).toBeUndefined();
  });
});

test("a group of several pods can be opened, a pod leads back to its group", () => {
  const pod = node("default/pod/web-1", { kind: "pod", pods: 1, workload: WEB.id });
  const [, group, single] = treeOf(placedMap({ nodes: [WEB, pod] }), [WEB.id]);
  expect([group?.opens, single?.opens]).toEqual([WEB.id, WEB.id]);
});
