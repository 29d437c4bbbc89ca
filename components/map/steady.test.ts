import { describe, expect, test } from "vitest";
import { edge, node, placedMap, tile } from "./placedmap.fixture.ts";
import { ghostsBetween, steady, waitingText } from "./steady.ts";

const [WEB, DB, API] = [node("shop/deploy/web"), node("shop/sts/db"), node("pay/deploy/api")];
const drawn = placedMap({ nodes: [WEB, DB, API], edges: [edge(WEB.id, DB.id), edge(WEB.id, API.id)] });

test("verdicts and counts come at once, and nothing waits", () => {
  const newest = placedMap({ nodes: [{ ...WEB, blocked: 1 }, DB, API], edges: [edge(WEB.id, DB.id, { look: "blocked" }), edge(WEB.id, API.id)] });
  expect(steady(drawn, newest)).toEqual({ map: newest, waiting: undefined, ghosts: [] });
});

describe("a new structure waits", () => {
  const NEW = node("shop/deploy/new");
  const newest = placedMap({ nodes: [NEW, { ...WEB, blocked: 2 }, API], edges: [edge(WEB.id, API.id, { look: "blocked" }), edge(NEW.id, API.id), edge(WEB.id, NEW.id)] });
  const { map, waiting, ghosts } = steady(drawn, newest);

  test("what is new and what is gone is counted", () => expect(waiting).toEqual({ fresh: 1, gone: 1, rearranged: false }));
  test("what stays is drawn as it is now, where it was", () => {
    expect(map.nodes.map(({ id, blocked }) => [id, blocked])).toEqual([[WEB.id, 2], [API.id, 0]]);
    expect(map.places).toEqual(drawn.places);
  });
  test("edges to what is not drawn wait too; others have their new look", () => expect(map.edges.map(({ id }) => id)).toEqual([`${WEB.id}>${API.id}:blocked`]));
  test("what is gone is a ghost in its place at once", () => expect(ghosts).toEqual([{ id: DB.id, title: "db", rect: drawn.places.nodes[DB.id] }]));
  test("and is still one when the new picture is drawn", () => expect(ghostsBetween(drawn, newest)).toEqual(ghosts));
});

test("a rearrangement by somebody else waits, and moves nothing", () => {
  const newest = placedMap({ nodes: [WEB, DB, API] }, { places: { ...drawn.places, generation: 2, nodes: { [WEB.id]: { x: 900, y: 900, width: 1, height: 1 } }, undo: true } });
  const { map, waiting } = steady(drawn, newest);
  expect(waiting).toEqual({ fresh: 0, gone: 0, rearranged: true });
  expect(map.places).toEqual({ ...drawn.places, undo: true });
});

test("a namespace that closes: its groups go, its tile comes", () => {
  expect(steady(drawn, placedMap({ nodes: [tile("shop"), API] })).waiting).toMatchObject({ fresh: 1, gone: 2 });
});

test("a box that is gone keeps its place until it is applied", () => {
  expect(steady(drawn, placedMap({ nodes: [WEB, DB] })).map.boxes.map(({ namespace }) => namespace)).toEqual(["pay", "shop"]);
});

test.each([
  { waiting: { fresh: 2, gone: 1, rearranged: false }, text: "3 changes: 2 new, 1 gone" },
  { waiting: { fresh: 1, gone: 0, rearranged: false }, text: "1 change: 1 new" },
  { waiting: { fresh: 0, gone: 2, rearranged: true }, text: "2 changes: 2 gone" },
  { waiting: { fresh: 0, gone: 0, rearranged: true }, text: "Arranged anew" },
])("$text", ({ waiting, text }) => expect(waitingText(waiting)).toBe(text));
