import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listen } from "#apiserver/http.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { ApiServer } from "#apiserver/server.ts";
import { namespace, pod, policy } from "./live.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "whydrop-canary-"));
afterAll(() => rmSync(folder, { recursive: true }));

let planted = 0;
/** Each says where it was planted, so that a leak is found at once. */
const canary = (where: string): string => {
  planted += 1;
  return `canary-${where}-c0ffee`;
};

function noisy(object: GivenObject, where: string): GivenObject {
  return { ...object, metadata: { ...object.metadata, annotations: { note: canary(`${where}-annotation`), "kubectl.kubernetes.io/last-applied-configuration": canary(`${where}-applied`) }, finalizers: [canary(`${where}-finalizer`)] } };
}

const object = (apiVersion: string, kind: string, name: string, home: string | undefined, more: Readonly<Record<string, unknown>>): GivenObject =>
  ({ apiVersion, kind, metadata: { name, ...(home !== undefined && { namespace: home }), labels: { app: "x" } }, ...more });

function furnish(api: ApiServer): void {
  const web = pod("a/web", "10.0.0.1", {
    containers: [{
      name: "c", image: "x:1", command: [canary("command")], args: [canary("args"), "https://user:pass@kept.example/path"], workingDir: canary("workdir"),
      env: [{ name: "PASSWORD", value: canary("env") }, { name: "REF", valueFrom: { secretKeyRef: { name: canary("secret-ref"), key: "k" } } }],
      lifecycle: { preStop: { exec: { command: [canary("lifecycle")] } } }, livenessProbe: { httpGet: { path: canary("probe"), port: 80, httpHeaders: [{ name: "Authorization", value: canary("header") }] } },
      volumeMounts: [{ name: "v", mountPath: canary("mount") }], securityContext: { seLinuxOptions: { level: canary("selinux") } },
    }],
    imagePullSecrets: [{ name: canary("pull-secret") }], volumes: [{ name: "v", secret: { secretName: canary("volume") } }, { name: "w", hostPath: { path: canary("hostpath") } }],
    nodeSelector: { zone: canary("node-selector") }, tolerations: [{ key: canary("toleration") }], schedulerName: canary("scheduler"), hostAliases: [{ ip: "10.0.0.9", hostnames: [canary("host-alias")] }],
  });
  const status = { ...(web as unknown as { status: object }).status, message: canary("message"), reason: canary("reason"), containerStatuses: [{ imageID: canary("image-id"), state: { waiting: { message: canary("waiting") } } }] };
  api.put(noisy(namespace("a"), "namespace"));
  api.put(noisy({ ...web, status }, "pod"));
  api.put(noisy(policy("a/closed", { podSelector: {}, policyTypes: ["Egress"] }), "policy"));
  api.put(noisy(object("v1", "Service", "web", "a", { spec: { clusterIPs: ["10.96.0.1"], sessionAffinityConfig: { x: canary("affinity") }, loadBalancerClass: canary("lb-class"), ports: [{ port: 80 }] } }), "service"));
  api.put(noisy(object("v1", "Node", "n1", undefined, { spec: { providerID: canary("provider") }, status: { addresses: [{ type: "InternalIP", address: "192.168.0.1" }], nodeInfo: { machineID: canary("machine") }, images: [{ names: [canary("node-image")] }] } }), "node"));
  api.put(noisy(object("v1", "ServiceAccount", "default", "a", { secrets: [{ name: canary("account-secret") }], imagePullSecrets: [{ name: canary("account-pull") }] }), "account"));
  api.put(object("v1", "ConfigMap", "settings", "a", { data: { password: canary("configmap"), url: "https://kept-too.example" }, binaryData: { x: Buffer.from(canary("binary")).toString("base64") } }));
  api.put(object("v1", "Secret", "s", "a", { data: { x: canary("secret") } }));
}

/** S28: what is not on the allow-list is neither told nor stored nor held, however much is asked. */
test("canaries in every field that is not kept: none in any answer, in a snapshot, in the log, in the history, or left in the memory of the process", async () => {
  const api = new ApiServer();
  const token = canary("token");
  api.access.grant(token, { user: canary("user"), groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }] });
  furnish(api);
  const server = await listen(api, { tls: true });
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, JSON.stringify({ apiVersion: "v1", kind: "Config", "current-context": "c", clusters: [{ name: "c", cluster: { server: server.url, "certificate-authority-data": Buffer.from(server.ca ?? "").toString("base64") } }], users: [{ name: "u", user: { token } }], contexts: [{ name: "c", context: { cluster: "c", user: "u" } }] }));
  const child = spawn(process.execPath, ["--expose-gc", join(import.meta.dirname, "canary.process.ts"), kubeconfig, folder], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  const [status] = (await once(child, "exit")) as [number];
  await server.close();
  expect([status, printed]).toEqual([0, ""]);

  const said = readFileSync(join(folder, "said.json"), "utf8");
  expect(planted).toBeGreaterThan(40);
  expect(said.match(/canary-[\w-]+-c0ffee/g) ?? []).toEqual([]);
  expect(said).toContain("kept.example");
  const stored = join(folder, "data");
  expect(readdirSync(stored).map((name) => readFileSync(join(stored, name), "latin1").match(/canary-[\w-]+-c0ffee/g) ?? []).flat()).toEqual([]);
  expect(readdirSync(stored)).toContain("whydrop.db");
  // What is sent with every request has to be held; nothing that came with a reply has.
  const held = new Set(spawnSync("grep", ["-ao", "canary-[a-z-]*-c0ffee", join(folder, "held.heapsnapshot")], { encoding: "utf8", maxBuffer: 1e8 }).stdout.split("\n").filter((line) => line !== ""));
  expect([...held]).toEqual([token]);
  expect(api.requests.filter(({ path }) => path.includes("secrets"))).toEqual([]);
});
