import { afterEach, expect, test, vi } from "vitest";
import { demoPath } from "./demo.ts";

const CLUSTERS = ["shop", "production", "no-policies"].map((id) => ({ id, name: id }));

afterEach(() => vi.unstubAllEnvs());

test.each([
  { name: "the demo's incident", demo: "1", clusters: CLUSTERS, shown: "no-policies", path: "/c/production/check?from=default/pod/api-client&port=443&to=dns:api.stripe.com&v=1" },
  { name: "it itself leads nowhere", demo: "1", clusters: CLUSTERS, shown: "production", path: undefined },
  { name: "without the demo a cluster of that name is somebody's own", demo: "", clusters: CLUSTERS, shown: "no-policies", path: undefined },
  { name: "beside it, too", demo: "1", clusters: [{ id: "production", name: "production" }, { id: "production-2", name: "production" }], shown: "x", path: "/c/production-2/check?from=default/pod/api-client&port=443&to=dns:api.stripe.com&v=1" },
])("$name", ({ demo, clusters, shown, path }) => {
  vi.stubEnv("WHYDROP_DEMO", demo);
  expect(demoPath(clusters, shown)).toBe(path);
});
