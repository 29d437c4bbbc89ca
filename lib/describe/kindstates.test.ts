import { describe, expect, test } from "vitest";
import { kindState, later, loading, notInstalled, notPermitted, stale } from "./kinds.fixture.ts";
import { pluralOf, titleOf } from "./kindnames.ts";
import { awaited, inOrder, isReading, notInstalledOf, notInstalledText, progressOf, readStages, readingText, remarkOf, retryText, troublesOf } from "./kindstates.ts";

const SINCE = "2026-04-16T02:11:20Z";
const RETRY = "2026-04-16T02:13:44Z";

describe("what is wrong between the server and the cluster", () => {
  test.each([
    { name: "a kind that lives has no trouble", kinds: [kindState("Pod")], told: [] },
    { name: "up to a minute nothing is said", kinds: [stale("Pod", "2026-04-16T02:12:40Z")], told: [] },
    { name: "then the kind, the reason and the time are named", kinds: [stale("Pod", SINCE), kindState("Service")], told: ["Pods: no answer from the API server since 02:11Z"] },
    { name: "kinds with the same trouble share a sentence, with the oldest time", kinds: [stale("Pod", "2026-04-16T02:12:20Z"), stale("NetworkPolicy", SINCE), kindState("Service")], told: ["Pods and NetworkPolicies: no answer from the API server since 02:11Z"] },
    { name: "where it is all of them they are not listed", kinds: [stale("Pod", SINCE), stale("Service", SINCE), notInstalled("CiliumNetworkPolicy")], told: ["All kinds: no answer from the API server since 02:11Z"] },
    { name: "two reasons are two sentences", kinds: [stale("Pod", SINCE), stale("Service", SINCE, { why: "the API server answered 500" })], told: ["Pods: no answer from the API server since 02:11Z", "Services: the API server answered 500 since 02:11Z"] },
    { name: "what was never read is told at once", kinds: [loading("Pod", { why: "the API server does not accept the credentials" }), kindState("Node")], told: ["Pods: the API server does not accept the credentials"] },
    { name: "a kind of one namespace is told with it", kinds: [stale("Pod", SINCE, { namespace: "payments" }), kindState("Pod", { namespace: "shop" })], told: ["Pods in payments: no answer from the API server since 02:11Z"] },
  ])("$name", ({ kinds, told }) => expect(troublesOf(kinds, later(0)).map(({ text }) => text)).toEqual(told));

  test("the soonest attempt counts, and its time is told apart", () => {
    const kinds = [stale("Pod", SINCE, { retryAt: "2026-04-16T02:13:59Z" }), stale("Service", SINCE, { retryAt: RETRY })];
    expect(troublesOf(kinds, later(0)).map(({ retryAt }) => retryAt)).toEqual([RETRY]);
  });

  test.each([
    { name: "seconds are counted down", seconds: 0, told: "retrying in 4 s" },
    { name: "a begun second still counts", seconds: 3.5, told: "retrying in 1 s" },
    { name: "what should have begun is now", seconds: 9, told: "retrying now" },
  ])("$name", ({ seconds, told }) => expect(retryText(RETRY, later(seconds))).toBe(told));
});

describe("what is being read", () => {
  test.each([
    { name: "how many there will be is known", kind: loading("Pod", { count: 3_100, expected: 5_020 }), told: "pods 3,100 of 5,020" },
    { name: "or not", kind: loading("Pod", { count: 1_234_567 }), told: "pods 1,234,567 so far" },
    { name: "never more than there are", kind: loading("Pod", { count: 11, expected: 10 }), told: "pods 11 of 11" },
    { name: "in one namespace", kind: loading("Pod", { namespace: "payments" }), told: "pods in payments 0 so far" },
    { name: "a kind that was read", kind: kindState("NetworkPolicy"), told: "networkpolicies 12" },
  ])("$name", ({ kind, told }) => expect(progressOf(kind)).toBe(told));

  test("what is waited for stands with what is most first, and what was read apart", () => {
    const kinds = [loading("Service"), loading("Pod", { count: 5 }), kindState("Node"), notPermitted("Namespace")];
    expect(isReading(kinds)).toBe(true);
    expect(awaited(kinds).map(({ kind }) => kind)).toEqual(["Pod", "Service"]);
    expect(readStages(kinds)).toBe("Read: nodes 12");
    expect(readingText(kinds)).toBe("Still reading the cluster: pods 5 so far and services 0 so far. Verdicts that need them say Cannot tell.");
  });

  test("what is listed anew is known meanwhile", () => expect(isReading([loading("Pod", { asOf: SINCE })])).toBe(false));
});

describe("the table of kinds", () => {
  test.each([
    { name: "a kind that lives needs no remark", kind: kindState("Pod"), told: "" },
    { name: "no news: why, since when and what is done", kind: stale("Pod", SINCE, { retryAt: RETRY }), told: "no answer from the API server since 02:11Z; retrying in 4 s" },
    { name: "not permitted: why", kind: notPermitted("Pod"), told: "list and watch is not permitted" },
    { name: "loading: how far, and what went wrong", kind: loading("Pod", { count: 2, why: "the API server asks to wait" }), told: "pods 2 so far; the API server asks to wait" },
    { name: "not installed: nothing more", kind: notInstalled("CiliumNetworkPolicy"), told: "" },
  ])("$name", ({ kind, told }) => expect(remarkOf(kind, later(0))).toBe(told));

  test("what is missing comes first, and what is not installed is not in it", () =>
    expect(inOrder([notInstalled("CiliumNetworkPolicy"), kindState("Pod"), stale("Node", SINCE), notPermitted("Service")]).map(({ kind }) => kind)).toEqual(["Service", "Node", "Pod"]));

  test("what is not installed is named with its group", () => {
    const kinds = [kindState("NetworkPolicy"), { ...notInstalled("NetworkPolicy"), group: "projectcalico.org" }, notInstalled("CiliumNetworkPolicy")];
    expect([notInstalledText(2), ...notInstalledOf(kinds)]).toEqual(["2 kinds are not installed", "NetworkPolicies.projectcalico.org", "CiliumNetworkPolicies.cilium.io"]);
    expect(kinds.slice(0, 1).map((kind) => titleOf(kind, kinds))).toEqual(["NetworkPolicies"]);
  });

  test.each([["NetworkPolicy", "NetworkPolicies"], ["Pod", "Pods"], ["Endpoints", "Endpoints"], ["EgressFirewall", "EgressFirewalls"], ["CiliumCIDRGroup", "CiliumCIDRGroups"]])("many of %s are %s", (kind, many) => expect(pluralOf(kind)).toBe(many));

  test("two kinds of one name are told apart by their groups", () => {
    const [ours, theirs] = [kindState("NetworkPolicy"), kindState("NetworkPolicy", { group: "crd.projectcalico.org" })];
    expect([ours, theirs].map((kind) => titleOf(kind, [ours, theirs]))).toEqual(["NetworkPolicies.networking.k8s.io", "NetworkPolicies.crd.projectcalico.org"]);
  });
});
