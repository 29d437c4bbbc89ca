import { describe, expect, test } from "vitest";
import { kindState, loading, notInstalled, notPermitted } from "./kinds.fixture.ts";
import { noPoliciesText } from "./nopolicies.ts";
import { withheldInAll, withheldOf } from "./withheld.ts";

describe("what is not permitted", () => {
  test.each([
    { name: "policies of one namespace", kinds: [notPermitted("NetworkPolicy", "payments")], told: ["You cannot read NetworkPolicies in payments. Verdicts to payments: Cannot tell."] },
    { name: "pods of one namespace", kinds: [notPermitted("Pod", "payments")], told: ["You cannot read Pods in payments. Verdicts to payments: Cannot tell."] },
    { name: "a kind that only some verdicts need", kinds: [notPermitted("EndpointSlice", "payments")], told: ["You cannot read EndpointSlices in payments. Verdicts that need them: Cannot tell."] },
    { name: "a kind of the whole cluster", kinds: [notPermitted("Node")], told: ["You cannot read Nodes. Verdicts that need them: Cannot tell."] },
    { name: "namespaced roles, where namespaces may not be listed: what can be read is named", kinds: [notPermitted("Namespace"), notPermitted("Pod"), kindState("Pod", { namespace: "shop" }), kindState("Pod", { namespace: "web" }), notPermitted("Pod", "other")], told: ["You cannot read Namespaces. Verdicts that need them: Cannot tell.", "You can read Pods only in shop and web. Verdicts to other namespaces: Cannot tell."] },
    { name: "where there are more namespaces than are read: the same", kinds: [kindState("Namespace", { count: 3 }), notPermitted("Pod"), kindState("Pod", { namespace: "shop" }), kindState("Pod", { namespace: "web" })], told: ["You can read Pods only in shop and web. Verdicts to other namespaces: Cannot tell."] },
    { name: "where all namespaces are known: what cannot be read is named", kinds: [kindState("Namespace", { count: 2 }), notPermitted("NetworkPolicy"), kindState("NetworkPolicy", { namespace: "shop" }), notPermitted("NetworkPolicy", "payments")], told: ["You cannot read NetworkPolicies in payments. Verdicts to payments: Cannot tell."] },
    { name: "every namespace by itself is all there is", kinds: [kindState("Namespace", { count: 2 }), notPermitted("Pod"), kindState("Pod", { namespace: "shop" }), kindState("Pod", { namespace: "web" })], told: [] },
    { name: "no namespace can be read", kinds: [kindState("Namespace", { count: 1 }), notPermitted("Pod"), notPermitted("Pod", "shop")], told: ["You cannot read Pods. Verdicts that need them: Cannot tell."] },
    { name: "what is not installed is no loss", kinds: [notInstalled("CiliumNetworkPolicy")], told: [] },
  ])("$name", ({ kinds, told }) => expect(withheldOf(kinds)).toEqual(told));

  test.each([
    { name: "many are counted by namespace", kinds: [notPermitted("Pod", "a"), notPermitted("Pod", "b"), notPermitted("Service", "b")], told: "You cannot read 2 kinds in 2 namespaces. Verdicts that need them: Cannot tell." },
    { name: "and without where it is the whole cluster", kinds: [notPermitted("Pod", "a"), notPermitted("Node")], told: "You cannot read 2 kinds. Verdicts that need them: Cannot tell." },
  ])("$name", ({ kinds, told }) => expect(withheldInAll(kinds)).toBe(told));

  test.each([
    { name: "none, and all were read", kinds: [kindState("NetworkPolicy", { count: 0 }), notInstalled("CiliumNetworkPolicy")], told: "No network policies in this cluster. Every pod can reach everything." },
    { name: "none, and some may not be read", kinds: [notPermitted("NetworkPolicy", "payments")], told: "No network policy is known, but not all can be read. Verdicts that need them say Cannot tell." },
    { name: "none yet", kinds: [loading("CiliumNetworkPolicy", { why: "the API server answered 503" })], told: "No network policy is known, but not all can be read. Verdicts that need them say Cannot tell." },
  ])("policies: $name", ({ kinds, told }) => expect(noPoliciesText({ kinds })).toBe(told));
});
