import { afterEach, expect, test, vi } from "vitest";
import { restart } from "./fixture.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  restart("open");
});

test.each([
  { name: "manifests and the demo are open", variables: { WHYDROP_DEMO: "1", WHYDROP_MANIFESTS: "a" }, wanted: "open", required: false },
  { name: "unless the code is wanted", variables: { WHYDROP_DEMO: "1" }, wanted: "required", required: true },
  { name: "a live cluster needs the code", variables: { WHYDROP_CONTEXT: "prod" }, wanted: "required", required: true },
  { name: "and no variable opens it", variables: { WHYDROP_CONTEXT: "prod", WHYDROP_DEMO: "1" }, wanted: "open", required: true },
  { name: "the pod's own cluster is a live one", variables: { WHYDROP_CONTEXT: '[""]' }, wanted: "open", required: true },
] as const)("$name", ({ variables, wanted, required }) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  expect(restart(wanted).required).toBe(required);
});
