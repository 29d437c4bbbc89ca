import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVERYTHING } from "./access.ts";
import { pod } from "./client.fixture.ts";
import { listen, type Listening } from "./http.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { ApiServer } from "./server.ts";

const installed = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!installed) console.log("kubectl is not installed: its tests are left out");

const run = promisify(execFile);
/** A machine with much to do starts a process slowly. */
const PATIENCE = { timeout: 60_000 };

const ANY: unknown = expect.any(String);

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: default}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - ports: [{port: 80, protocol: TCP}]
`;

describe.runIf(installed)("kubectl", PATIENCE, () => {
  let api: ApiServer;
  let listening: Listening;
  let folder: string;

  beforeAll(async () => {
    api = new ApiServer();
    api.access.grant("owner-token", { user: "owner", rules: EVERYTHING });
    api.access.grant("reader-token", { user: "alice", rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }] });
    api.install("cilium.io");
    for (const name of ["a", "b", "c"]) api.put({ ...pod(name, { app: name }), status: { phase: "Running", podIP: "10.0.0.7" } });
    api.put({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "default-deny" }, spec: { podSelector: {}, policyTypes: ["Ingress"] } });
    listening = await listen(api, { tls: true });
    folder = await mkdtemp(join(tmpdir(), "whydrop-kubectl-"));
    for (const token of ["owner-token", "reader-token"]) await writeFile(join(folder, token), JSON.stringify(kubeconfig({ ...listening, token })));
    await writeFile(join(folder, "policy.yaml"), POLICY);
    await writeFile(join(folder, "changed.yaml"), POLICY.replace("80", "81"));
    await writeFile(join(folder, "cilium.yaml"), "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c}\nspec: {endpointSelector: {}}\n");
  });

  afterAll(async () => {
    await listening.close();
    await rm(folder, { recursive: true });
  });

  const options = (token = "owner-token") => ({ cwd: folder, env: { ...process.env, HOME: folder, KUBECONFIG: join(folder, token) } });
  const all = (args: readonly string[]): string[] => ["--cache-dir", join(folder, "cache"), ...args];

  /** @returns what it printed; where it failed, what it complained of */
  async function kubectl(args: string, token?: string): Promise<string> {
    try {
      return (await run("kubectl", all(args.split(" ")), options(token))).stdout;
    } catch (error) {
      return `FAILED ${(error as { stdout: string; stderr: string }).stdout}${(error as { stderr: string }).stderr}`;
    }
  }
  const words = (line: string | undefined): readonly string[] => line?.trim().split(/\s+/) ?? [];
  const rows = (text: string): readonly (readonly string[])[] => text.trimEnd().split("\n").map(words);

  test("get prints the server's columns, and more with -o wide", async () => {
    expect(rows(await kubectl("get pods"))).toEqual([["NAME", "READY", "STATUS", "RESTARTS", "AGE"], ...["a", "b", "c"].map((name) => [name, "0/1", "Running", "0", ANY])]);
    expect(rows(await kubectl("get pods -o wide -A"))[0]).toEqual(["NAMESPACE", "NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE"]);
    expect(rows(await kubectl("get netpol default-deny"))).toEqual([["NAME", "POD-SELECTOR", "AGE"], ["default-deny", "<none>", ANY]]);
  });

  test("get -o json and -o yaml give the object", async () => {
    expect(JSON.parse(await kubectl("get pod a -o json"))).toMatchObject({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, status: { podIP: "10.0.0.7" } });
    expect(await kubectl("get pod a -o yaml")).toMatch(/^apiVersion: v1\nkind: Pod\n/);
  });

  test("get goes through pages, by label, by field", async () => {
    expect(await kubectl("get pods -o name --chunk-size=1")).toBe("pod/a\npod/b\npod/c\n");
    expect(await kubectl("get pods -o name -l app!=a")).toBe("pod/b\npod/c\n");
    expect(await kubectl("get pods -o name --field-selector=metadata.name=b")).toBe("pod/b\n");
  });

  test("apply creates, leaves unchanged, changes; delete removes", async () => {
    const name = "networkpolicy.networking.k8s.io/web";
    expect(await kubectl("apply -f policy.yaml")).toBe(`${name} created\n`);
    expect(await kubectl("apply -f policy.yaml")).toBe(`${name} unchanged\n`);
    expect(await kubectl("apply -f changed.yaml")).toBe(`${name} configured\n`);
    expect(api.get({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "web" } })?.["spec"]).toMatchObject({ ingress: [{ ports: [{ port: 81 }] }] });
    expect(await kubectl("apply --server-side -f policy.yaml")).toBe(`${name} serverside-applied\n`);
    expect(await kubectl("delete -f policy.yaml")).toBe('networkpolicy.networking.k8s.io "web" deleted\n');
    expect(await kubectl("get netpol web")).toContain('FAILED Error from server (NotFound): networkpolicies.networking.k8s.io "web" not found');
  });

  test("apply of a custom resource", async () => {
    expect(await kubectl("apply -f cilium.yaml")).toBe("ciliumnetworkpolicy.cilium.io/c created\n");
    expect(await kubectl("apply -f cilium.yaml")).toBe("ciliumnetworkpolicy.cilium.io/c unchanged\n");
    expect(await kubectl("get cnp -o name")).toBe("ciliumnetworkpolicy.cilium.io/c\n");
  });

  test("label, patch and a namespace's life", async () => {
    expect(await kubectl("label pod a tier=web")).toBe("pod/a labeled\n");
    expect(await kubectl('patch pod a -p {"metadata":{"labels":{"tier":null}}}')).toBe("pod/a patched\n");
    expect(await kubectl('patch pod a --type=json -p [{"op":"add","path":"/metadata/labels/x","value":"y"}]')).toBe("pod/a patched\n");
    expect(api.get(pod("a"))?.metadata.labels).toEqual({ app: "a", x: "y" });
    expect(await kubectl("create namespace shop")).toBe("namespace/shop created\n");
    expect(await kubectl("delete namespace shop")).toBe('namespace "shop" deleted\n');
  });

  test("get -w shows an event", async () => {
    const watching = spawn("kubectl", all(["get", "netpol", "-w", "--output-watch-events", "--no-headers"]), options());
    try {
      const lines = createInterface(watching.stdout)[Symbol.asyncIterator]();
      const next = async (): Promise<readonly string[]> => words((await lines.next()).value);
      expect(await next()).toEqual(["ADDED", "default-deny", "<none>", ANY]);
      api.put({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "live" }, spec: { podSelector: { matchLabels: { app: "a" } } } });
      expect(await next()).toEqual(["ADDED", "live", "app=a", ANY]);
      await kubectl("delete netpol live");
      expect(await next()).toEqual(["DELETED", "live", "app=a", ANY]);
    } finally {
      watching.kill();
      await once(watching, "close");
    }
  });

  test("api-resources names every kind", async () => {
    const resources = rows(await kubectl("api-resources --no-headers"));
    expect(resources).toContainEqual(["networkpolicies", "netpol", "networking.k8s.io/v1", "true", "NetworkPolicy"]);
    expect(resources).toContainEqual(["ciliumnetworkpolicies", "cnp,ciliumnp", "cilium.io/v2", "true", "CiliumNetworkPolicy"]);
    expect(resources.length).toBe(api.kinds.all().length);
  });

  test("auth can-i and auth whoami answer for the token", async () => {
    expect(await kubectl("auth can-i list pods", "reader-token")).toBe("yes\n");
    expect(await kubectl("auth can-i delete networkpolicies", "reader-token")).toBe("FAILED no\n");
    expect(rows(await kubectl("auth whoami", "reader-token"))).toContainEqual(["Username", "alice"]);
    expect(await kubectl("get netpol", "reader-token")).toBe('FAILED Error from server (Forbidden): networkpolicies.networking.k8s.io is forbidden: User "alice" cannot list resource "networkpolicies" in API group "networking.k8s.io" in the namespace "default"\n');
  });

  test("version names the server's", async () => {
    expect(await kubectl("version -o json")).toContain('"gitVersion": "v1.35.0"');
  });
});
