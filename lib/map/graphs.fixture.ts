import fc from "fast-check";
import type { GraphJson } from "#lib/api/graph.ts";
import { blocked, connection, graphOf, workload } from "./graph.fixture.ts";

const policies = fc.subarray(["a/deny", "a/web", "b/deny", "b/db"]);
const node = fc.record({ namespace: fc.constantFrom("a", "b", "c", "kube-system"), name: fc.constantFrom("api", "db", "web", "job", "cache"), egressLimitedBy: policies, ingressLimitedBy: policies });

/** Small graphs of a few names, so that two of them have much in common. */
export const graphs: fc.Arbitrary<GraphJson> = fc
  .record({ nodes: fc.uniqueArray(node, { selector: ({ namespace, name }) => `${namespace}/${name}`, minLength: 1, maxLength: 12 }), outside: fc.subarray(["dns:x.example", "dns:y.example", "internet"]), links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 12 }) })
  .map(({ nodes, outside, links }) => {
    const all = [...nodes.map(({ namespace, name, ...limits }) => workload(`${namespace}/deploy/${name}`, limits)), ...outside.map((id) => workload(id))];
    const pick = (index: number): string => all[index % all.length]?.id ?? "";
    return graphOf(all, links.map(([a, b, deny]) => (deny ? blocked : connection)(pick(a), pick(b))), ["a/deny", "b/deny"]);
  });
