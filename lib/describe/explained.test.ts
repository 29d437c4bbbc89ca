import { expect, test } from "vitest";
import type { ClusterJson } from "#lib/api/graph.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Problem } from "#lib/source/problem.ts";
import { explainedText } from "./explained.ts";

const cluster: ClusterJson = {
  id: "a", name: "a", title: "a · v1.30", region: null, version: "v1.30", summary: "One sentence.",
  engine: { name: "kubernetes", by: "assumed" }, revision: 1, asOf: "", readAt: "", problems: 0, at: null, kinds: [], warnings: [],
};
const problem = (file: string, line: number): Problem => ({ severity: "error", rule: "required", message: "`spec` is missing", place: { file, line, path: "spec" } });

test("a cluster without problems says so", () => {
  expect(explainedText(cluster, [], [])).toBe("a · v1.30\nOne sentence.\n\n  engine   kubernetes, assumed\n  problems none\n");
});

test("problems stand in the order of the files and their lines", () => {
  const lines = explainedText({ ...cluster, summary: null }, new Snapshot([], [problem("b.yaml", 1), problem("a.yaml", 10), problem("a.yaml", 9)]).problems, []).split("\n");
  expect(lines.slice(3)).toEqual([
    "  problems",
    "    a.yaml:9: error: `spec` is missing [required]",
    "    a.yaml:10: error: `spec` is missing [required]",
    "    b.yaml:1: error: `spec` is missing [required]",
    "",
  ]);
});
