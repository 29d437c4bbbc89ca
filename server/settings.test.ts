import { expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import { Failure } from "./failure.ts";
import { readSettings, toVariables, type Settings } from "./settings.ts";

const nothing: Settings = {
  root: "/clusters", demo: false, scale: undefined, manifests: [], contexts: [], kubeconfig: [], allowExecPlugins: false, allowInsecureServer: false, readConfigMaps: false, namespaces: [], destinations: undefined, watch: undefined, podCidrs: [], engine: undefined, resolve: false, resolver: undefined, entry: "open", publicUrl: undefined, dataDir: undefined, databaseUrl: undefined, historyDays: 30, unfurl: "off",
};

test.each([
  { name: "nothing set", environment: {}, expected: {} },
  { name: "an empty variable is one that is not set", environment: { WHYDROP_ENGINE: "", WHYDROP_DEMO: "" }, expected: {} },
  { name: "a switch", environment: { WHYDROP_DEMO: "1" }, expected: { demo: true, unfurl: "image" } },
  { name: "a generated cluster", environment: { WHYDROP_SCALE: "5000" }, expected: { scale: 5000 } },
  { name: "beside the demo something else is shown: nothing is told", environment: { WHYDROP_DEMO: "1", WHYDROP_MANIFESTS: "/m" }, expected: { demo: true, manifests: ["/m"] } },
  { name: "the demo asks for the code: nothing is told without it", environment: { WHYDROP_DEMO: "1", WHYDROP_ENTRY: "required" }, expected: { demo: true, entry: "required" } },
  { name: "what links tell", environment: { WHYDROP_UNFURL: "text" }, expected: { unfurl: "text" } },
  { name: "one path is a list", environment: { WHYDROP_MANIFESTS: "a:b, c" }, expected: { manifests: ["/clusters/a:b, c"] } },
  { name: "a JSON list", environment: { WHYDROP_MANIFESTS: '["a","/b"]' }, expected: { manifests: ["/clusters/a", "/b"] } },
  { name: "a relative file", environment: { WHYDROP_WATCH: "../watch.yaml" }, expected: { watch: "/watch.yaml" } },
  { name: "a block", environment: { WHYDROP_POD_CIDRS: "10.244.0.0/16" }, expected: { podCidrs: [cidr("10.244.0.0/16")] } },
  { name: "names are looked up", environment: { WHYDROP_RESOLVE: "1", WHYDROP_RESOLVER: "10.0.0.2:53" }, expected: { resolve: true, resolver: "10.0.0.2" } },
  { name: "entering", environment: { WHYDROP_ENTRY: "required" }, expected: { entry: "required" } },
  { name: "an address for links", environment: { WHYDROP_PUBLIC_URL: "https://whydrop.example.com/" }, expected: { publicUrl: "https://whydrop.example.com" } },
  { name: "a folder for what is kept", environment: { WHYDROP_DATA_DIR: "../state", HOME: "/h" }, expected: { dataDir: "/state" } },
  { name: "the user's folder for state", environment: { XDG_STATE_HOME: "/s", HOME: "/h" }, expected: { dataDir: "/s/whydrop" } },
  { name: "a relative folder for state is ignored, as its specification has it", environment: { XDG_STATE_HOME: "s", HOME: "/h" }, expected: { dataDir: "/h/.local/state/whydrop" } },
  { name: "without a home there is no folder", environment: { HOME: "" }, expected: { dataDir: undefined } },
  { name: "a database", environment: { DATABASE_URL: "postgres://w@db/whydrop" }, expected: { databaseUrl: "postgres://w@db/whydrop" } },
  { name: "how long changes are kept", environment: { WHYDROP_HISTORY_DAYS: "7" }, expected: { historyDays: 7 } },
  { name: "an engine", environment: { WHYDROP_ENGINE: "calico" }, expected: { engine: "calico" } },
])("$name", ({ environment, expected }) => {
  expect(readSettings(environment, "/clusters")).toEqual({ ...nothing, ...expected });
});

test("all errors come at once, each with its variable", () => {
  const wrong = { WHYDROP_DEMO: "yes", WHYDROP_SCALE: "many", WHYDROP_ENGINE: "weave", WHYDROP_POD_CIDRS: '["10.0.0.0/8","here"]', WHYDROP_MANIFESTS: "[1]", WHYDROP_RESOLVER: "dns.example", WHYDROP_ENTRY: "no", WHYDROP_PUBLIC_URL: "/whydrop", DATABASE_URL: "mysql://w:hunter22@db", WHYDROP_HISTORY_DAYS: "0", WHYDROP_UNFURL: "all" };
  const failure = failureOf(() => readSettings(wrong, "/clusters"));
  expect(failure.status).toBe(78);
  expect(failure.message.split("\n").map((line) => line.split(" ")[0])).toEqual([
    "WHYDROP_DEMO", "WHYDROP_SCALE", "WHYDROP_MANIFESTS", "WHYDROP_POD_CIDRS", "WHYDROP_ENGINE", "WHYDROP_RESOLVER", "WHYDROP_ENTRY", "WHYDROP_PUBLIC_URL", "DATABASE_URL", "WHYDROP_HISTORY_DAYS", "WHYDROP_UNFURL",
  ]);
  expect(failure.message).not.toContain("hunter22");
});

test("what is written into the environment is what is read there", () => {
  const settings: Settings = {
    root: "/whydrop", demo: true, scale: 5000, manifests: ["/a b", "/[c]"], contexts: ["prod", "a/b"], kubeconfig: ["/k"], allowExecPlugins: true, allowInsecureServer: true, readConfigMaps: true, namespaces: ["a"], destinations: "/d.yaml", watch: "/w.yaml",
    podCidrs: [cidr("10.244.0.0/16"), cidr("fd00::/48")], engine: "vpc-cni", resolve: true, resolver: "[fd00::53]:5353", entry: "required", publicUrl: "http://whydrop.example:8080",
    dataDir: "/state", databaseUrl: "postgresql://w:secret@db/whydrop", historyDays: 7, unfurl: "image",
  };
  expect(readSettings(toVariables(settings), "/elsewhere")).toEqual(settings);
  expect(readSettings(toVariables(nothing), "/elsewhere")).toEqual(nothing);
});

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
