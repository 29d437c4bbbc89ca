import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SourceObject } from "#lib/source/object.ts";
import { ingestText } from "./documents/ingest.ts";
import { readDocuments } from "./documents/read.ts";
import type { Fact } from "./facts.ts";
import { ingest } from "./ingest.ts";

const source = (value: unknown): SourceObject => ({ value, file: "f.yaml", lineOf: () => 1, text: () => "" });

/** Every string that a fact holds, also in maps and sets. */
const written = (facts: readonly Fact[]): string =>
  JSON.stringify(facts, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : typeof value === "bigint" ? String(value) : value));

const canary = "canary-7f3a";
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name: "a",
    namespace: "shop",
    uid: canary,
    resourceVersion: canary,
    labels: { app: "web" },
    annotations: { note: canary, "kubectl.kubernetes.io/last-applied-configuration": `{"x":"${canary}"}` },
    managedFields: [{ manager: "kubectl", fieldsV1: { [canary]: {} } }],
    finalizers: [canary],
    ownerReferences: [{ kind: "ReplicaSet", name: "web-1", uid: canary, controller: true }],
  },
  spec: {
    nodeName: "n1",
    hostNetwork: false,
    serviceAccountName: "sa",
    dnsPolicy: "ClusterFirst",
    dnsConfig: { nameservers: ["1.1.1.1"], searches: [canary], options: [{ name: canary }] },
    imagePullSecrets: [{ name: canary }],
    nodeSelector: { [canary]: canary },
    schedulerName: canary,
    hostAliases: [{ ip: "1.2.3.4", hostnames: [canary] }],
    volumes: [{ name: canary, secret: { secretName: canary }, hostPath: { path: canary } }],
    initContainers: [{ name: canary, image: "i", restartPolicy: "Always", ports: [{ containerPort: 81 }], args: [canary] }],
    containers: [
      {
        name: canary,
        image: "nginx:1",
        workingDir: `/${canary}`,
        command: ["sh", "-c", `echo ${canary}; curl -H "auth: ${canary}" https://user:${canary}@api.example.com/${canary}?q=${canary}#${canary}`],
        args: [`--password=${canary}`, canary, `--url=redis://:${canary}@cache/0`],
        env: [
          { name: canary, value: canary },
          { name: "DATABASE_URL", value: `postgres://${canary}:${canary}@db:5432/${canary}?password=${canary}` },
          { name: "SPLIT", value: `postgres://u:${canary}/${canary}@db2:5432/x` },
          { name: "JDBC", value: `jdbc:mysql://db3/x?user=${canary}&password=${canary}` },
          { name: "FROM", valueFrom: { secretKeyRef: { name: canary, key: canary } } },
        ],
        envFrom: [{ secretRef: { name: canary } }],
        volumeMounts: [{ name: canary, mountPath: `/${canary}` }],
        livenessProbe: { exec: { command: [canary] }, httpGet: { path: `/${canary}`, httpHeaders: [{ name: canary, value: canary }] } },
        lifecycle: { preStop: { exec: { command: [canary] } } },
        ports: [{ name: "http", containerPort: 80, protocol: "TCP" }],
      },
    ],
  },
  status: { phase: "Running", message: canary, reason: canary, podIP: "10.0.0.1", podIPs: [{ ip: "10.0.0.1" }], hostIP: "192.168.0.1", containerStatuses: [{ state: { waiting: { message: canary } } }] },
};
const workload = (kind: string, apiVersion: string, spec: unknown) => ({ apiVersion, kind, metadata: pod.metadata, spec });
const template = { metadata: { labels: { app: "web" }, annotations: { note: canary } }, spec: pod.spec };
const objects = [
  pod,
  workload("Deployment", "apps/v1", { replicas: 2, selector: {}, template }),
  workload("DaemonSet", "apps/v1", { template }),
  workload("Job", "batch/v1", { parallelism: 2, template }),
  workload("CronJob", "batch/v1", { jobTemplate: { spec: { template } } }),
  { apiVersion: "v1", kind: "Namespace", metadata: { ...pod.metadata } },
  { apiVersion: "v1", kind: "Node", metadata: { ...pod.metadata }, status: { addresses: [{ type: "InternalIP", address: "192.168.0.1" }], nodeInfo: { machineID: canary } } },
  { apiVersion: "v1", kind: "Service", metadata: pod.metadata, spec: { type: "ClusterIP", clusterIP: "10.96.0.1", clusterIPs: ["10.96.0.1"], selector: { app: "web" }, ports: [{ name: "http", port: 80, targetPort: 8080, nodePort: 30000 }] }, status: { loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } } },
  { apiVersion: "v1", kind: "Endpoints", metadata: pod.metadata, subsets: [{ addresses: [{ ip: "10.0.0.1", targetRef: { kind: "Pod", name: "a" } }], ports: [{ port: 80 }] }] },
  { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: { ...pod.metadata, labels: { "kubernetes.io/service-name": "s" } }, endpoints: [{ addresses: ["10.0.0.1"], conditions: { ready: true }, targetRef: { kind: "Pod", name: "a" } }], ports: [{ port: 80 }] },
  { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "a", namespace: "shop" }, spec: { podSelector: { matchLabels: { app: "web" } }, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 80 }] }] } },
  { apiVersion: "cilium.io/v9", kind: "CiliumNetworkPolicy", metadata: { name: "a" }, spec: {} },
  { apiVersion: "whydrop.dev/v1alpha1", kind: "DestinationCatalog", metadata: { name: "a" }, spec: { destinations: [{ host: "a.example", addresses: ["203.0.113.4", "public"], ports: [{ port: 443 }], provider: "p", usedBy: ["a/b"] }, { cidr: "10.0.0.0/8" }] } },
  { apiVersion: "whydrop.dev/v1alpha1", kind: "WatchList", metadata: { name: "a" }, spec: { checks: [{ name: "x", from: "a/b", to: "c", port: 1, protocol: "TCP", expect: "allow" }] } },
  { apiVersion: "whydrop.dev/v1alpha1", kind: "Cluster", metadata: { name: "a" }, spec: { region: "r", podCIDRs: ["10.0.0.0/8"], unreadable: [{ group: "g", kind: "k", why: "w" }], resolved: [{ host: "a.example", addresses: ["203.0.113.4"], at: "2026-04-16T02:13:35Z" }] } },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { ...pod.metadata } },
];

describe("what is not on the allow-list is not kept", () => {
  test.each(objects.map((value) => ({ value })))("$value.kind", ({ value }) => {
    const { facts, problems } = ingest(source(value));
    expect(written(facts)).not.toContain(canary);
    expect(JSON.stringify(problems)).not.toContain(canary);
    expect(facts).not.toEqual([]);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("of values only hosts and ports", () => {
    const [fact] = ingest(source(pod)).facts;
    expect(fact?.kind === "pod" && fact.calls.map(({ host, port }) => `${host}:${port}`)).toEqual(["db:5432", "db3:3306", "api.example.com:443", "cache:6379"]);
  });

  test("Secrets are nothing, also in lists and wrongly written ones", () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: ${canary}}, data: {a: ${canary}}}\n- {apiVersion: v1, kind: Secret, metadata: ${canary}}\n---\napiVersion: v1\nkind: SecretList\nitems: [{metadata: {name: ${canary}}}]\n`;
    expect(ingestText("f.yaml", "yaml", text)).toEqual({ facts: [], problems: [] });
  });

  test("a policy's text is its own, and not that of a Secret beside it", () => {
    const policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}}\n";
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: ${canary}}\n`;
    const item = (text: string) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`;
    for (const text of [`${secret}---\n${policy}---\n${secret}`, `kind: List\nitems:\n${item(secret)}${item(policy)}${item(secret)}`]) {
      const { facts } = ingestText("f.yaml", "yaml", text);
      expect(facts.map((fact) => fact.kind === "policy" && fact.text)).toEqual([policy]);
    }
  });
});

describe("hostile names are ordinary names", () => {
  const names = ["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "__proto__"];
  test.each(names)("%s", (name) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: ${name}\n  labels:\n    ${name}: ${name}\n---\napiVersion: ${name}\nkind: ${name}\nmetadata: {name: ${name}}\n`;
    expect(ingestText("f.yaml", "yaml", text)).toMatchObject({
      facts: [
        { kind: "pod", name, namespace: name, labels: new Map([[name, name]]) },
        { kind: "other", ref: { apiVersion: name, kind: name, name } },
      ],
      problems: [],
    });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("wrong types", () => {
  const paths = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
    typeof value === "object" && value !== null ? [path, ...Object.entries(value).flatMap(([key, part]) => paths(part, [...path, Array.isArray(value) ? Number(key) : key]))] : [path];
  const replaced = (value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown => {
    if (step === undefined) return by;
    if (Array.isArray(value)) return value.map((part: unknown, index) => (index === step ? replaced(part, rest, by) : part));
    return Object.fromEntries(Object.entries(value as object).flatMap(([key, part]) => (key !== step ? [[key, part]] : by === undefined && rest.length === 0 ? [] : [[key, replaced(part, rest, by)]])));
  };
  const wrong: readonly unknown[] = [undefined, null, "", "x", 0, -1, 1.5, 1e300, NaN, true, [], [[]], [null], {}, { a: null }, { __proto__: null }, "x".repeat(100_000), Array(1_000).fill({}), "10.0.0.0/99", "::ffff:1.2.3.4"];

  test.each(objects.map((value) => ({ value })))("every field of $value.kind replaced by every wrong value", ({ value }) => {
    for (const path of paths(value)) {
      for (const by of wrong) {
        const { facts, problems } = ingest(source(replaced(value, path, by)));
        expect(Array.isArray(facts) && Array.isArray(problems)).toBe(true);
        expect(() => structuredClone(facts)).not.toThrow();
      }
    }
  });

  test("anything in any place", () => {
    const anyObject = fc.constantFrom(...objects);
    fc.assert(
      fc.property(anyObject, fc.nat(), fc.anything(), (value, choice, by) => {
        const all = paths(value);
        ingest(source(replaced(value, all[choice % all.length] ?? [], by)));
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });

  test.each([null, 1, "x", [], [pod], {}, { kind: "Pod" }, { apiVersion: "v1" }, { apiVersion: 1, kind: "Pod" }])("%j is no object of Kubernetes", (value) => {
    expect(ingest(source(value))).toMatchObject({ facts: [], problems: [{ severity: "warning", rule: "unreadable" }] });
  });
});

test("any text at all gives facts or problems, never an error", () => {
  const words = fc.constantFrom("a", "kind", ":", " ", "\n", "- ", "[", "]", "{", "}", "&a", "*a", "<<", "|", ">", '"', "'", "#", "---", "!!int", "?", "\t", ",", "items:", "kind: List", "\\", "é", "\ud800", "0x", "%");
  const text = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.constantFrom("yaml" as const, "json" as const), (input, format) => {
      ingestText("f", format, input);
      for (const document of readDocuments("f", format, input)) if (document.kind === "object") document.source.text();
    }),
    { numRuns: 3_000, seed: 7 },
  );
});
