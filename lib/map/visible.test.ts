import { expect, test } from "vitest";
import { blocked, connection, graphOf, workload } from "./graph.fixture.ts";
import { visible } from "./visible.ts";

const small = graphOf([workload("a/deploy/api"), workload("a/deploy/idle"), workload("b/deploy/db"), workload("c/deploy/other")], [connection("a/deploy/api", "b/deploy/db")]);
const large = graphOf(Array.from({ length: 151 }, (_, index) => workload(`n${index}/deploy/x`)), [connection("n0/deploy/x", "n1/deploy/x"), blocked("n1/deploy/x", "n2/deploy/x")]);
const ids = (graph: typeof small, ...namespaces: readonly string[]): readonly string[] => visible(graph, namespaces).graph.nodes.map(({ id }) => id);

test.each([
  { name: "all of a small cluster", found: ids(small), is: ["a/deploy/api", "a/deploy/idle", "b/deploy/db", "c/deploy/other"] },
  { name: "a namespace and whom it talks to", found: ids(small, "a"), is: ["a/deploy/api", "a/deploy/idle", "b/deploy/db"] },
  { name: "of a large cluster what is blocked", found: ids(large), is: ["n1/deploy/x", "n2/deploy/x"] },
])("$name", ({ found, is }) => expect(found).toEqual(is));

test("what is left out is counted", () => expect(visible(large, []).hidden).toBe(1));
