import { describe, expect, test } from "vitest";
import type { Peer } from "#lib/policy/algebra.ts";
import { NAME_LABEL, NOTHING } from "#lib/policy/selector.ts";
import { accepted, ccnp, cnp, ingressOf, readObject, rulesOf } from "./fixture.ts";

const A = { kind: "named", name: "a" } as const;
const EVERYWHERE = { kind: "selected", selector: [] } as const;
const is = (key: string, ...values: readonly string[]) => ({ operator: "In", key, values: new Set(values) });
const pods = (namespaces: unknown, ...selector: readonly unknown[]) => ({ kind: "pods", namespaces, pods: selector });
const entity = (name: string) => ({ kind: "entity", entity: name });
const expression = (key: string, operator: string, ...values: readonly string[]) => ({ matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }] });
const labels = (matchLabels: Readonly<Record<string, string>>) => ({ matchLabels });

const peerOf = (selector: unknown): Peer | undefined => ingressOf({ fromEndpoints: [selector] })[0]?.peers[0];
const clusterPeerOf = (selector: unknown): Peer | undefined => accepted(ccnp({ endpointSelector: {}, ingress: [{ fromEndpoints: [selector] }] })).ingress?.rules[0]?.peers[0];
const NAMESPACE = "k8s:io.kubernetes.pod.namespace";
const TEAM = "k8s:io.cilium.k8s.namespace.labels.team";

describe("keys", () => {
  test.each([
    { name: "without a source", key: "app", asks: is("app", "x") },
    { name: "k8s:", key: "k8s:app", asks: is("app", "x") },
    { name: "any:", key: "any:app", asks: is("app", "x") },
    { name: "an empty source is any", key: ":app", asks: is("app", "x") },
    { name: "a dot ends no source", key: "k8s.io/app", asks: is("k8s.io/app", "x") },
    { name: "what follows = is dropped", key: "app=y", asks: is("app", "x") },
    { name: "the service account", key: "io.cilium.k8s.policy.serviceaccount", asks: { ...is(NAME_LABEL, "x"), of: "service-account" } },
  ])("$name", ({ key, asks }) => {
    expect(peerOf(labels({ [key]: "x" }))).toEqual(pods(A, asks));
  });

  test.each([
    { name: "a label of another source is nobody's", selector: labels({ "container:app": "x" }), peer: { kind: "any", of: [] } },
    { name: "unspec is another source", selector: labels({ "unspec:app": "x" }), peer: { kind: "any", of: [] } },
    { name: "so that its absence is everybody's", selector: expression("container:app", "DoesNotExist"), peer: pods(A) },
    { name: "and NotIn holds", selector: expression("container:app", "NotIn", "x"), peer: pods(A) },
  ])("$name", ({ selector, peer }) => {
    expect(peerOf(selector)).toEqual(peer);
  });
});

describe("which namespaces a selector of a CiliumNetworkPolicy reaches", () => {
  test.each([
    { name: "trap 86: the empty one its own", selector: {}, peer: pods(A) },
    { name: "trap 89: one of labels its own", selector: labels({ app: "db" }), peer: pods(A, is("app", "db")) },
    { name: "one that names a namespace that one", selector: labels({ [NAMESPACE]: "b", app: "db" }), peer: pods({ kind: "named", name: "b" }, is("app", "db")) },
    { name: "without a source too", selector: labels({ "io.kubernetes.pod.namespace": "b" }), peer: pods({ kind: "named", name: "b" }) },
    { name: "one that names several those", selector: expression(NAMESPACE, "In", "b", "c"), peer: pods({ kind: "selected", selector: [is(NAME_LABEL, "b", "c")] }) },
    { name: "one of any namespace every one", selector: expression(NAMESPACE, "Exists"), peer: pods({ kind: "selected", selector: [{ operator: "Exists", key: NAME_LABEL }] }) },
    { name: "one by labels of namespaces those", selector: labels({ [TEAM]: "t" }), peer: pods({ kind: "selected", selector: [is("team", "t")] }) },
    { name: "a namespace's name is one of its labels", selector: labels({ "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name": "b" }), peer: pods({ kind: "named", name: "b" }) },
    {
      name: "NotIn on a namespace reaches what has none: it is used as it is",
      selector: expression(NAMESPACE, "NotIn", "b"),
      peer: { kind: "any", of: [pods({ kind: "selected", selector: [{ operator: "NotIn", key: NAME_LABEL, values: new Set(["b"]) }] }), entity("own-node"), entity("other-nodes"), entity("outside")] },
    },
  ])("$name", ({ selector, peer }) => {
    expect(peerOf(selector)).toEqual(peer);
  });
});

describe("which namespaces a selector of a CiliumClusterwideNetworkPolicy reaches", () => {
  test.each([
    { name: "trap 86, 87: the empty one all, and pods alone", selector: {}, peer: pods(EVERYWHERE) },
    { name: "NotIn is limited to pods", selector: expression("app", "NotIn", "x"), peer: pods(EVERYWHERE, { operator: "NotIn", key: "app", values: new Set(["x"]) }) },
    { name: "NotIn on labels of namespaces too", selector: expression(TEAM, "NotIn", "x"), peer: pods({ kind: "selected", selector: [{ operator: "NotIn", key: "team", values: new Set(["x"]) }] }) },
    { name: "one that names a namespace that one", selector: labels({ [NAMESPACE]: "b" }), peer: pods({ kind: "named", name: "b" }) },
  ])("$name", ({ selector, peer }) => {
    expect(clusterPeerOf(selector)).toEqual(peer);
  });

  test("a policy for endpoints without labels is not limited to pods", () => {
    const policy = accepted(ccnp({ endpointSelector: labels({ "reserved:init": "" }), ingress: [{ fromEndpoints: [{}] }] }));
    expect(policy).toMatchObject({ subject: { pods: NOTHING }, ingress: { rules: [{ peers: [{ kind: "anyone" }] }] } });
  });
});

describe("reserved labels", () => {
  test.each([
    { name: "host is the own node", selector: labels({ "reserved:host": "" }), peer: entity("own-node") },
    { name: "a dot ends this source", selector: labels({ "reserved.host": "" }), peer: entity("own-node") },
    { name: "a dollar is this source", selector: labels({ $host: "" }), peer: entity("own-node") },
    { name: "remote-node is the other nodes", selector: expression("reserved:remote-node", "Exists"), peer: entity("other-nodes") },
    { name: "world is everything outside", selector: labels({ "reserved:world": "" }), peer: entity("outside") },
    { name: "kube-apiserver is whoever serves the API", selector: labels({ "reserved:kube-apiserver": "" }), peer: entity("api-server") },
    { name: "all is everybody", selector: labels({ "reserved:all": "" }), peer: { kind: "anyone" } },
    { name: "health is nobody here", selector: labels({ "reserved:health": "" }), peer: { kind: "any", of: [] } },
    { name: "they have no value", selector: labels({ "reserved:host": "x" }), peer: { kind: "any", of: [] } },
    { name: "no pod has one", selector: labels({ "reserved:host": "", app: "x" }), peer: { kind: "any", of: [] } },
    {
      name: "both ask for a node that serves the API",
      selector: labels({ "reserved:remote-node": "", "reserved:kube-apiserver": "" }),
      peer: { kind: "all", of: [entity("other-nodes"), entity("api-server")] },
    },
    { name: "without host is everybody else", selector: expression("reserved:host", "DoesNotExist"), peer: { kind: "any", of: [pods(EVERYWHERE), entity("other-nodes"), entity("outside")] } },
  ])("$name", ({ selector, peer }) => {
    expect(peerOf(selector)).toEqual(peer);
  });
});

describe("the name of the cluster", () => {
  const CLUSTER = "k8s:io.cilium.k8s.policy.cluster";
  const read = (selector: unknown) => accepted(cnp({ endpointSelector: {}, ingress: [{ fromEndpoints: [selector] }] }));

  test("default is taken to be it, and said so", () => {
    expect(read(labels({ [CLUSTER]: "default" }))).toMatchObject({ ingress: { rules: [{ peers: [pods(A)] }] }, needs: [{ untold: "assumed" }] });
  });

  test("another one stays open", () => {
    const policy = read(labels({ [CLUSTER]: "prod" }));
    expect(policy.needs).toBeUndefined();
    expect(policy.ingress?.rules[0]?.peers).toMatchObject([{ kind: "all", of: [pods(A), { kind: "untold", missing: { kind: "feature", feature: "the cluster name `prod`" } }] }]);
  });

  test("every cluster has one", () => {
    expect(read(expression(CLUSTER, "Exists")).ingress?.rules[0]?.peers).toEqual([pods(A)]);
    expect(read(expression(CLUSTER, "DoesNotExist")).ingress?.rules[0]?.peers).toEqual([{ kind: "any", of: [] }]);
  });
});

describe("endpointSelector", () => {
  const subjectOf = (endpointSelector: unknown) => accepted(cnp({ endpointSelector, ingress: [{}] })).subject;

  test.each([
    { name: "never leaves the policy's namespace", selector: {}, subject: { namespaces: A, pods: [] } },
    { name: "gives up a label k8s: of another namespace", selector: labels({ [NAMESPACE]: "b", app: "x" }), subject: { namespaces: A, pods: [is("app", "x")] } },
    { name: "keeps a label any: of another namespace, which selects nothing", selector: labels({ "any:io.kubernetes.pod.namespace": "b" }), subject: { namespaces: A, pods: [{ ...is(NAME_LABEL, "b"), of: "namespace" }] } },
    { name: "may ask for labels of the namespace", selector: labels({ [TEAM]: "t" }), subject: { namespaces: A, pods: [{ ...is("team", "t"), of: "namespace" }] } },
    { name: "selects no pod by a reserved label", selector: labels({ "reserved:host": "" }), subject: { namespaces: A, pods: NOTHING } },
  ])("$name", ({ selector, subject }) => {
    expect(subjectOf(selector)).toEqual(subject);
  });

  test("warns of a namespace that is not its own", () => {
    const warnings = (namespace: string) => rulesOf(readObject(cnp({ endpointSelector: labels({ [NAMESPACE]: namespace }), ingress: [{}] })).problems, "warning");
    expect(warnings("b")).toEqual([`spec.endpointSelector.matchLabels.${NAMESPACE}: ignored`]);
    expect(warnings("a")).toEqual([]);
  });

  test("of a clusterwide policy selects pods of every namespace", () => {
    expect(accepted(ccnp({ endpointSelector: {}, ingress: [{}] })).subject).toEqual({ namespaces: EVERYWHERE, pods: [] });
  });
});
