import { expect, test, vi } from "vitest";
import { mapDifferencesSchema, mapSchema } from "#lib/api/map.ts";
import { momentText } from "#lib/api/moment.ts";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { EVERYTHING } from "#lib/topology/asked.ts";
import { LocalCluster } from "../clusters/local.ts";
import { GivenSource, Recording } from "../history/recorded.fixture.ts";
import { emptyStore } from "../store/stores.fixture.ts";
import { differencesBetween } from "./differences.ts";

vi.mock("./placed.ts", () => ({ placed: async (_: string, map: { readonly nodes: readonly { readonly id: string }[] }) => ({ ...map, places: {
  generation: 1, boxes: {}, nodes: Object.fromEntries(map.nodes.map(({ id }, index) => [id, { x: index, y: 0, width: 1, height: 1 }])), cluster: { x: 0, y: 0, width: 1, height: 1 }, unplaced: [], undo: false,
} }) }));

const calling = (name: string, url: string): string => pod(`a/${name}`, { ip: `10.0.0.${String(name.length)}`, labels: `app: ${name}`, spec: `initContainers: [{env: [{name: U, value: "${url}"}]}]` });
const [WEB, JOBS, NEW] = [calling("web", "https://203.0.113.4"), calling("jobs", "https://203.0.113.5"), calling("reports", "https://203.0.113.6")];
const CLOSED = policy("a/closed", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]");
const SEL = "a/pod/web~ip:203.0.113.4~443-tcp";

async function furnished(): Promise<{ readonly cluster: LocalCluster; readonly applied: number; readonly recording: Recording }> {
  const source = new GivenSource(WEB, JOBS, namespace("a"));
  const recording = new Recording(await emptyStore("sqlite"), source);
  await recording.until(async () => (await recording.times()).length === 1);
  const applied = await recording.become(WEB, JOBS, namespace("a"), CLOSED);
  await recording.become(WEB, NEW, namespace("a"), CLOSED);
  await recording.until(async () => (await recording.history.lastFlips(recording.history.now)).has(SEL));
  return { recording, applied, cluster: new LocalCluster(source, { history: recording.history, judged: recording.judged, close: async () => undefined }) };
}

test("two times: whose verdict is another, what changed, and both pictures with the same places", async () => {
  const { cluster, applied } = await furnished();
  const told = mapDifferencesSchema.parse(await differencesBetween(cluster, momentText(applied - 1), undefined));
  expect(told.connections.map(({ id, text, was, is }) => [id, text, was?.code, is?.code])).toEqual([
    [SEL, "Open → Blocked by default deny", "OPEN", "BLOCKED_DEFAULT"],
    ["a/pod/reports~ip:203.0.113.6~443-tcp", "Not declared → Open", undefined, "OPEN"],
    ["a/pod/jobs~ip:203.0.113.5~443-tcp", "Open → Not declared any more", "OPEN", undefined],
  ]);
  expect(told.total).toBe(3);
  expect(told.changes.map(({ object }) => object).toSorted()).toEqual(["/Pod/a/jobs", "/Pod/a/reports", "networking.k8s.io/NetworkPolicy/a/closed"]);
  expect(told.was.edges.map(({ from, look }) => [from, look])).toEqual([["a/pod/jobs", "allowed"], ["a/pod/web", "allowed"]]);
  expect(told.is.edges.map(({ from, look }) => [from, look])).toEqual([["a/pod/reports", "allowed"], ["a/pod/web", "blocked"]]);
  expect(told.was.places).toEqual(told.is.places);
  expect(Object.keys(told.is.places.nodes)).toEqual(expect.arrayContaining(["a/pod/jobs", "a/pod/reports", "ip:203.0.113.5", "ip:203.0.113.6"]));
});

test("between two times at which all was the same nothing is drawn", async () => {
  const { cluster, applied } = await furnished();
  const { connections, was, is } = await differencesBetween(cluster, momentText(applied), momentText(applied));
  expect([connections, was.nodes, is.nodes]).toEqual([[], [], []]);
});

test("the map of the present marks what changed lately, and that of a past state what had by then", async () => {
  const { cluster, applied } = await furnished();
  const changed = async (at?: string): Promise<readonly string[]> => mapSchema.parse(await cluster.ask("map", EVERYTHING, at)).edges.filter((edge) => edge.changed).map(({ from }) => from);
  expect(await changed()).toContain("a/pod/web");
  expect(await changed(momentText(applied - 1))).toEqual([]);
});
