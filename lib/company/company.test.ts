import { describe, expect, test } from "vitest";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { type JsonMap, isMap } from "#lib/source/map.ts";
import { contextOf } from "#lib/check/context.ts";
import { generatedSnapshot } from "#server/clusters/generated.ts";
import { companyOf } from "./company.ts";
import { parseScale } from "./size.ts";

const large = companyOf(5_000);
const ofKind = (objects: readonly JsonMap[], kind: string): readonly JsonMap[] => objects.filter((object) => object["kind"] === kind);

test.each([["Pod", 5_000], ["Namespace", 300], ["NetworkPolicy", 1_500], ["Node", 100]])("5,000 pods: %s", (kind, count) => {
  expect(ofKind(large, kind)).toHaveLength(count);
});

test.each([100, 101, 777, 20_000])("exactly %i pods", (pods) => expect(ofKind(companyOf(pods), "Pod")).toHaveLength(pods));

test("the same every time", () => expect(JSON.stringify(companyOf(700))).toBe(JSON.stringify(companyOf(700))));

test("no two objects have one name, and no two pods one address unless it is their node's", () => {
  const names = large.map(({ kind, metadata }) => (isMap(metadata) ? `${String(kind)} ${String(metadata["namespace"])}/${String(metadata["name"])}` : ""));
  expect(new Set(names).size).toBe(names.length);
  const addresses = ofKind(large, "Pod").filter(({ spec }) => isMap(spec) && spec["hostNetwork"] !== true).map(({ status }) => (isMap(status) ? String(status["podIP"]) : ""));
  expect(new Set(addresses).size).toBe(addresses.length);
});

describe("as a cluster", () => {
  const snapshot = generatedSnapshot(1_500);
  const context = contextOf(snapshot);
  const judged = judgeDeclared(context).map(({ json }) => json);

  test("all of it was understood", () => expect(snapshot.problems).toEqual([]));

  test("it is watched, has names outside, and workloads of all kinds", () => {
    expect(snapshot.facts.filter(({ kind }) => kind === "watched-check")).toHaveLength(8);
    expect(snapshot.facts.filter(({ kind }) => kind === "destination").length).toBeGreaterThanOrEqual(25);
    expect(new Set(snapshot.residents.workloads.map(({ workloadKind }) => workloadKind))).toEqual(new Set(["Deployment", "StatefulSet", "DaemonSet", "CronJob"]));
  });

  test("nearly all of it works, and what does not is of several kinds", () => {
    const broken = judged.filter(({ verdict }) => verdict !== "allow");
    expect(judged.length).toBeGreaterThan(500);
    expect(broken.length).toBeGreaterThan(2);
    expect(broken.length).toBeLessThan(judged.length / 25);
    expect(new Set(judged.map(({ code }) => code))).toEqual(new Set(["ALLOWED", "OPEN", "BLOCKED_DEFAULT", "BLOCKED_DNS"]));
    expect(new Set(broken.map(({ side }) => side))).toEqual(new Set(["egress", "ingress"]));
  });
});

test.each([["100", 100], ["100000", 100_000], ["5000", 5_000], ["99", undefined], ["100001", undefined], ["5e3", undefined], ["-5000", undefined], ["5,000", undefined], ["", undefined], ["many", undefined]])("a size of %j is %s", (text, pods) => {
  expect(parseScale(text)).toBe(pods);
});
