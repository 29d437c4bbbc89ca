import { describe, expect, test } from "vitest";
import { identityOf, kindOf, nameOf, qualifiedName } from "./identity.ts";
import type { ObjectRef } from "./object.ts";

const ref = (apiVersion: string, kind: string, namespace = "a", name = "p"): ObjectRef => ({ apiVersion, kind, namespace, name });

/** Semantics §0.6: one kind's name in several groups. */
describe("the group is said where another API has a kind of that name", () => {
  test.each([
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", is: "NetworkPolicy" },
    { apiVersion: "networking.k8s.io/v1beta1", kind: "NetworkPolicy", is: "NetworkPolicy" },
    { apiVersion: "projectcalico.org/v3", kind: "NetworkPolicy", is: "NetworkPolicy.projectcalico.org" },
    { apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", is: "NetworkPolicy.crd.projectcalico.org" },
    { apiVersion: "crd.antrea.io/v1beta1", kind: "NetworkPolicy", is: "NetworkPolicy.crd.antrea.io" },
    { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", is: "ClusterNetworkPolicy" },
    { apiVersion: "networking.k8s.aws/v1alpha1", kind: "ClusterNetworkPolicy", is: "ClusterNetworkPolicy.networking.k8s.aws" },
    { apiVersion: "crd.antrea.io/v1beta1", kind: "ClusterNetworkPolicy", is: "ClusterNetworkPolicy.crd.antrea.io" },
    { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "AdminNetworkPolicy", is: "AdminNetworkPolicy" },
    { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", is: "CiliumNetworkPolicy" },
    { apiVersion: "crd.projectcalico.org/v1", kind: "GlobalNetworkPolicy", is: "GlobalNetworkPolicy" },
    { apiVersion: "v1", kind: "Pod", is: "Pod" },
  ])("$kind of $apiVersion", ({ apiVersion, kind, is }) => expect(kindOf({ apiVersion, kind })).toBe(is));
});

test.each([
  { name: "namespaced", one: ref("networking.k8s.io/v1", "NetworkPolicy"), is: "NetworkPolicy a/p" },
  { name: "of another group", one: ref("projectcalico.org/v3", "NetworkPolicy"), is: "NetworkPolicy.projectcalico.org a/p" },
  { name: "cluster-scoped", one: ref("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", ""), is: "ClusterNetworkPolicy p" },
])("an identity is the kind and the name: $name", ({ one, is }) => expect(identityOf(one)).toBe(is));

test("versions of one group are one object, groups are not", () => {
  expect(identityOf(ref("networking.k8s.io/v1", "NetworkPolicy"))).toBe(identityOf(ref("networking.k8s.io/v1beta1", "NetworkPolicy")));
  expect(identityOf(ref("networking.k8s.io/v1", "NetworkPolicy"))).not.toBe(identityOf(ref("projectcalico.org/v3", "NetworkPolicy")));
  expect(identityOf(ref("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", ""))).not.toBe(identityOf(ref("networking.k8s.aws/v1alpha1", "ClusterNetworkPolicy", "")));
});

test("people read the kind alone", () => {
  expect([nameOf(ref("projectcalico.org/v3", "NetworkPolicy")), qualifiedName({ namespace: "", name: "p" })]).toEqual(["NetworkPolicy a/p", "p"]);
});
