import { describe, expect, test } from "vitest";
import { readFlags } from "#server/serve/flags.ts";
import { INSTALLATIONS, type Value, at, rendered, the } from "./rendered.fixture.ts";

describe.each(INSTALLATIONS)("the pod of an installation for $name", ({ folder }) => {
  const objects = rendered(folder);
  const deployment = the("Deployment", objects);
  const pod = at(deployment, "spec.template.spec") as Value;
  const containers = pod["containers"] as readonly Value[];
  const [container] = containers;
  const args = container?.["args"] as readonly string[];

  test.each([
    { field: "securityContext.runAsNonRoot", value: true },
    { field: "securityContext.runAsUser", value: 65_532 },
    { field: "securityContext.runAsGroup", value: 65_532 },
    { field: "securityContext.fsGroup", value: 65_532 },
    { field: "securityContext.seccompProfile.type", value: "RuntimeDefault" },
    { field: "hostNetwork", value: undefined },
    { field: "hostPID", value: undefined },
    { field: "hostIPC", value: undefined },
    { field: "hostUsers", value: undefined },
    { field: "shareProcessNamespace", value: undefined },
    { field: "volumes", value: [{ name: "kept", emptyDir: { sizeLimit: "1Gi" } }] },
    { field: "initContainers", value: undefined },
    { field: "ephemeralContainers", value: undefined },
    { field: "enableServiceLinks", value: false },
    { field: "serviceAccountName", value: the("ServiceAccount", objects).metadata.name },
  ])("has $field: $value", ({ field, value }) => expect(at(pod, field)).toEqual(value));

  test.each([
    { field: "securityContext.allowPrivilegeEscalation", value: false },
    { field: "securityContext.readOnlyRootFilesystem", value: true },
    { field: "securityContext.capabilities", value: { drop: ["ALL"] } },
    { field: "securityContext.privileged", value: undefined },
    { field: "securityContext.procMount", value: undefined },
    { field: "securityContext.runAsUser", value: undefined },
    { field: "securityContext.runAsNonRoot", value: undefined },
    { field: "securityContext.seccompProfile", value: undefined },
    { field: "volumeMounts", value: [{ name: "kept", mountPath: "/var/lib/whydrop" }] },
    { field: "command", value: undefined },
    { field: "resources.requests", value: { cpu: "100m", memory: "256Mi" } },
    { field: "resources.limits", value: { memory: "1Gi" } },
  ])("has one container, with $field: $value", ({ field, value }) => {
    expect(containers).toHaveLength(1);
    expect(at(container, field)).toEqual(value);
  });

  test("is one, and never two while one replaces the other: each has an entry code of its own", () => {
    expect([at(deployment, "spec.replicas"), at(deployment, "spec.strategy")]).toEqual([1, { type: "Recreate" }]);
  });

  test("listens on loopback; the pod's address is for probes alone", () => {
    const [command, ...flags] = args;
    const health = flags.filter((flag) => flag.startsWith("--health-listen="));
    expect([command, health]).toEqual(["serve", ["--health-listen=$(POD_IP):8081"]]);
    expect(readFlags(flags.filter((flag) => !health.includes(flag)))).toEqual({ variables: { WHYDROP_LISTEN: "127.0.0.1", WHYDROP_PORT: "3000", WHYDROP_DATA_DIR: "/var/lib/whydrop" }, open: false, live: false });
    expect(container?.["env"]).toEqual([{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }]);
    expect(container?.["ports"]).toEqual([{ name: "health", containerPort: 8081 }]);
  });

  test("keeps things where it may write, and nowhere else", () => {
    const [mount] = container?.["volumeMounts"] as readonly Value[];
    expect(args).toContain(`--data-dir=${String(mount?.["mountPath"])}`);
  });

  test("is probed where probes are answered", () => {
    const asked = ["startupProbe", "livenessProbe", "readinessProbe"].map((probe) => at(container, `${probe}.httpGet`));
    expect(asked).toEqual([{ path: "/livez", port: "health" }, { path: "/livez", port: "health" }, { path: "/readyz", port: "health" }]);
  });

  test("is what the Service names and the NetworkPolicy limits; neither gives it an address", () => {
    const labels = at(deployment, "spec.template.metadata.labels");
    const service = the("Service", objects);
    expect([at(deployment, "spec.selector.matchLabels"), at(service, "spec.selector"), at(the("NetworkPolicy", objects), "spec.podSelector.matchLabels")]).toEqual([labels, labels, labels]);
    expect([at(service, "spec.clusterIP"), at(service, "spec.type"), at(service, "spec.ports")]).toEqual(["None", undefined, [{ name: "http", port: 3000, targetPort: 3000 }]]);
  });

  test("gets the account's token, and no other pod of the account does so unasked", () => {
    expect([pod["automountServiceAccountToken"], at(the("ServiceAccount", objects), "automountServiceAccountToken")]).toEqual([true, false]);
  });

  test("comes from the image that the kustomization names", () => expect(container?.["image"]).toMatch(/^whydrop:\d+\.\d+\.\d+$/));
});

test("the namespace enforces the restricted profile", () => {
  expect(the("Namespace", rendered(INSTALLATIONS[0].folder)).metadata.labels).toMatchObject({ "pod-security.kubernetes.io/enforce": "restricted" });
});
