import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { cidr, contains } from "#lib/net/cidr.ts";
import { readSnapshot } from "#server/clusters/load.ts";

const folder = join(import.meta.dirname, "production");
const { snapshot, files } = await readSnapshot([folder]);
const context = contextOf(snapshot);
const judged = judgeDeclared(context);
const declared = judged.map(({ json }) => json);

describe("a company large enough to be believed", () => {
  const { facts } = snapshot;
  const pods = facts.filter((fact) => fact.kind === "pod");
  const destinations = facts.filter((fact) => fact.kind === "destination");
  const kinds = new Set(snapshot.residents.workloads.map(({ workloadKind }) => workloadKind));

  test.each([
    ["namespaces", facts.filter(({ kind }) => kind === "namespace").length, 12, 40],
    ["workloads", snapshot.residents.workloads.length, 45, 120],
    ["pods", pods.length, 150, 400],
    ["Services", facts.filter(({ kind }) => kind === "service").length, 30, 120],
    ["policies", facts.filter(({ kind }) => kind === "policy").length, 35, 120],
    ["external names", destinations.length, 12, 40],
    ["watched checks", facts.filter(({ kind }) => kind === "watched-check").length, 5, 20],
    ["declared connections", declared.length, 80, 150],
  ])("%s: %i", (_, count, least, most) => {
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });

  test("of all kinds of workloads", () => expect([...kinds].sort()).toEqual(["CronJob", "DaemonSet", "Deployment", "StatefulSet"]));

  test("every pod has an address and a node, and no two the same address unless it is their node's", () => {
    const own = pods.filter(({ hostNetwork }) => !hostNetwork).flatMap(({ addresses }) => addresses.map(({ text }) => text));
    expect(new Set(own).size).toBe(own.length);
    expect(pods.filter(({ addresses, node }) => addresses.length === 0 || node === undefined)).toEqual([]);
  });

  test("addresses outside are those that documents may use, and nobody's", () => {
    const documentation = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"].map(cidr);
    const outside = destinations.flatMap(({ addresses }) => addresses);
    expect(outside.filter((address) => !documentation.some((block) => contains(block, address)))).toEqual([]);
  });

  test("what was written was understood", () => expect(snapshot.problems).toEqual([]));
});

const questions = readFileSync(join(folder, "questions.txt"), "utf8").trim().split("\n").map((line) => {
  const [from = "", to = "", code = "", ...words] = line.split(/\s+/);
  return { from, to, code, words: words.join(" ") };
});

/** The last ones work, and are asked for what they are. */
const faults = questions.filter(({ words }) => !words.startsWith("right:"));

describe("what is wrong in it, by its verdict", () => {
  test.each(questions)("$from → $to is $code: $words", ({ from, to, code }) => {
    expect(answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context).code).toBe(code);
  });

  test("nothing else is: every connection that does not work is asked for, and so is the one that should not", () => {
    const wrong = declared.filter(({ verdict, expected }) => (expected === "deny" ? verdict !== "deny" : verdict !== "allow"));
    expect(wrong.filter(({ verdict }) => verdict !== "allow").length).toBeGreaterThanOrEqual(10);
    expect(wrong.filter(({ verdict }) => verdict !== "allow").length).toBeLessThanOrEqual(15);
    const asked = new Set(faults.map(({ from }) => from));
    expect(wrong.filter(({ from }) => !asked.has(from))).toEqual([]);
  });

  test("one side blocks, or the other, or both", () => {
    const sideOf = (from: string, to: string): unknown => declared.find((connection) => connection.from === from && connection.to === to)?.side;
    expect(sideOf("default/deploy/api-client", "dns:api.stripe.com")).toBe("egress");
    expect(sideOf("delivery/deploy/dispatch", "dns:orders-api.orders")).toBe("ingress");
    expect(sideOf("analytics/deploy/reports", "dns:ledger-db.payments")).toBe("both");
  });

  test("each is marked where it stands", () => {
    const marks = files.flatMap((file) => readFileSync(file, "utf8").split("\n")).filter((line) => line.startsWith("# FAULT "));
    expect(marks).toHaveLength(faults.length);
  });
});
