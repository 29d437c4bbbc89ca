import { expect, test } from "vitest";
import { readFlags } from "./flags.ts";

test("flags become the variables they stand for", () => {
  const args = ["--demo", "--scale", "5000", "--manifests", "a", "--manifests", "b", "--pod-cidr=fd00::/48", "--engine", "calico", "--resolver", "10.0.0.2", "--listen", "::1", "--port", "0", "--health-listen", "0.0.0.0:8081", "--public-url", "https://w.example", "--data-dir", "d", "--history-days", "7", "--unfurl", "text", "--open"];
  expect(readFlags(args)).toEqual({
    variables: {
      WHYDROP_DEMO: "1", WHYDROP_SCALE: "5000", WHYDROP_MANIFESTS: '["a","b"]', WHYDROP_POD_CIDRS: '["fd00::/48"]', WHYDROP_ENGINE: "calico",
      WHYDROP_RESOLVE: "1", WHYDROP_RESOLVER: "10.0.0.2",
      WHYDROP_LISTEN: "::1", WHYDROP_PORT: "0", WHYDROP_HEALTH_LISTEN: "0.0.0.0:8081", WHYDROP_PUBLIC_URL: "https://w.example",
      WHYDROP_DATA_DIR: "d", WHYDROP_HISTORY_DAYS: "7", WHYDROP_UNFURL: "text",
    },
    open: true,
    live: false,
  });
});

test("a flag that is not given leaves its variable alone", () => {
  expect(readFlags([])).toEqual({ variables: {}, open: false, live: false });
});

test("names can be looked up by the machine's own resolver", () => {
  expect(readFlags(["--resolve"]).variables).toEqual({ WHYDROP_RESOLVE: "1" });
});

test("an empty value is a value", () => {
  expect(readFlags(["--listen", ""]).variables).toEqual({ WHYDROP_LISTEN: "" });
});

test.each([
  { args: ["--demmo"], message: "unknown option '--demmo'" },
  { args: ["folder"], message: "unexpected argument 'folder'" },
  { args: ["--scale", "5000"], message: "--scale belongs to --demo" },
  { args: ["--live"], message: "--live belongs to --demo" },
  { args: ["--port"], message: "option '--port <value>' argument missing" },
  { args: ["--manifests", "-"], message: "not standard input" },
])("$args is refused", ({ args, message }) => {
  expect(() => readFlags(args)).toThrow(expect.objectContaining({ status: 64, message: expect.stringContaining(message) as string }));
});
