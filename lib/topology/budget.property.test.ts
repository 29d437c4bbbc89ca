import fc from "fast-check";
import { expect, test } from "vitest";
import { SHOWN } from "#lib/api/map.ts";
import type { Changes, MapAsked } from "./asked.ts";
import { MOST_EDGES, MOST_NODES } from "./budget.ts";
import { type Sketch, idOf, sketched, sketches } from "./clusters.fixture.ts";
import { isBlocked } from "./kinds.ts";
import { mapJson, pictureOf } from "./map.ts";
import type { Topology } from "./topology.ts";

/** `RUNS=1000 npm test -- unit lib/topology/budget` looks longer. */
const RUNS = Number(process.env["RUNS"] ?? 60);

const AT = "2026-04-16T02:13:40Z";
const changesIn = ({ judged }: Topology): Changes => ({ now: Date.parse(AT), changedAt: new Map(judged.filter((_, index) => index % 37 === 0).map(({ json }) => [json.id, Date.parse(AT) - 60_000])) });

const wishes = fc.record({
  spaces: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
  chosen: fc.array(fc.nat({ max: 20 }), { maxLength: 2 }),
  show: fc.subarray([...SHOWN]),
  hide: fc.subarray([...SHOWN], { maxLength: 2 }),
  focus: fc.option(fc.nat({ max: 3_000 }), { nil: undefined, freq: 3 }),
  q: fc.constantFrom("", "", "verdict:blocked", "ns:ns1,ns2", "-ns:ns0 port:1", "is:watched"),
});

const askedOf = (sketch: Sketch, { spaces, chosen, show, hide, focus, q }: typeof wishes extends fc.Arbitrary<infer Wish> ? Wish : never): MapAsked => ({
  q, show, hide, open: spaces.map((number) => `ns${String(number)}`), ns: chosen.map((number) => `ns${String(number)}`), focus: focus === undefined || sketch.workloads === 0 ? undefined : idOf(sketch, focus % sketch.workloads),
});

test("no picture is larger than what can be drawn, and it is whole: each edge has its ends, and what it selects", () => {
  fc.assert(fc.property(sketches, wishes, (sketch, wish) => {
    const topology = sketched(sketch);
    const map = mapJson(topology, { id: "c", context: topology.context, revision: 1, readAt: AT }, askedOf(sketch, wish), changesIn(topology));
    expect(map.nodes.length).toBeLessThanOrEqual(MOST_NODES);
    expect(map.edges.length).toBeLessThanOrEqual(MOST_EDGES);
    expect(map.connections.length).toBeLessThanOrEqual(300);
    const nodes = new Set(map.nodes.map(({ id }) => id));
    const connections = new Set(map.connections.map(({ id }) => id));
    expect(nodes.size).toBe(map.nodes.length);
    expect(new Set(map.edges.map(({ id }) => id)).size).toBe(map.edges.length);
    for (const { from, to, selects, connections: named, count } of map.edges) {
      expect([nodes.has(from), nodes.has(to), from === to, connections.has(selects)]).toEqual([true, true, false, true]);
      expect(named.length).toBe(Math.min(count, 20));
    }
    const boxes = new Map(map.boxes.map((box) => [box.namespace, box]));
    for (const { id, place, namespace } of map.nodes) if (place === "inside") expect([id, boxes.get(namespace ?? "")?.open]).toEqual([id, !id.startsWith("namespace:")]);
  }), { numRuns: RUNS });
});

test("every blocked connection that the filter leaves is an edge, or is counted in a sentence", () => {
  let told = 0;
  fc.assert(fc.property(sketches, wishes, (sketch, wish) => {
    const topology = sketched(sketch);
    const asked: MapAsked = { ...askedOf(sketch, wish), focus: undefined };
    const changes = changesIn(topology);
    const { left, fit } = pictureOf(topology, asked, changes);
    const blocked = new Set(left.shown.filter(({ verdict }) => isBlocked(verdict)).map(({ connection }) => connection));
    const seen = new Set(fit.drawing.edges.flatMap(({ links }) => links.map(({ connection }) => connection)).filter((connection) => blocked.has(connection)));
    const { sentences } = mapJson(topology, { id: "c", context: topology.context, revision: 1, readAt: AT }, asked, changes);
    const counted = sentences.map(blockedIn).reduce((sum, number) => sum + number, 0);
    told += counted;
    expect([sentences, seen.size + counted]).toEqual([sentences, blocked.size]);
  }), { numRuns: RUNS });
  expect(told).toBeGreaterThan(0);
});

/** How many blocked connections a sentence tells of. */
function blockedIn(sentence: string): number {
  const [, first, second] = /^([\d,]+) blocked connections? |, ([\d,]+) blocked\.$/.exec(sentence) ?? [];
  return Number((first ?? second ?? "0").replaceAll(",", ""));
}

test("the same cluster gives the same picture, in whatever order it was read", () => {
  fc.assert(fc.property(sketches, wishes, (sketch, wish) => {
    const asked = askedOf(sketch, wish);
    const draw = (connections: Sketch["connections"]): unknown => {
      const topology = sketched({ ...sketch, connections });
      const { nodes, edges } = mapJson(topology, { id: "c", context: topology.context, revision: 1, readAt: AT }, asked, { now: 0, changedAt: new Map() });
      return { nodes, edges };
    };
    const once = [...new Map(sketch.connections.map((one) => [`${String(one.from)} ${String(one.to)} ${String(one.port)}`, one])).values()];
    expect(draw(once.toReversed())).toEqual(draw(once));
  }), { numRuns: Math.ceil(RUNS / 3) });
});
