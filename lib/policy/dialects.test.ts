import { expect, test } from "vitest";
import { dialectFor } from "./dialects.ts";
import { calicoDialect } from "#lib/policy/dialects/calico/dialect.ts";
import { ciliumDialect } from "#lib/policy/dialects/cilium/dialect.ts";
import { clusterNetworkPolicyDialect } from "#lib/policy/dialects/clusternetworkpolicy/dialect.ts";
import { networkPolicyDialect } from "#lib/policy/dialects/networkpolicy/dialect.ts";

test.each([
  { name: "the served version", apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", dialect: networkPolicyDialect },
  { name: "extensions/v1beta1, to be rejected", apiVersion: "extensions/v1beta1", kind: "NetworkPolicy", dialect: networkPolicyDialect },
  { name: "networking.k8s.io/v1beta1, to be rejected", apiVersion: "networking.k8s.io/v1beta1", kind: "NetworkPolicy", dialect: networkPolicyDialect },
  { name: "a NetworkPolicy of another API", apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", dialect: calicoDialect },
  { name: "a NetworkPolicy of an API that is not evaluated", apiVersion: "crd.antrea.io/v1beta1", kind: "NetworkPolicy", dialect: undefined },
  { name: "a ClusterNetworkPolicy of its own API", apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", dialect: clusterNetworkPolicyDialect },
  { name: "a ClusterNetworkPolicy of AWS", apiVersion: "networking.k8s.aws/v1alpha1", kind: "ClusterNetworkPolicy", dialect: undefined },
  { name: "an AdminNetworkPolicy of the version that has none", apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "AdminNetworkPolicy", dialect: undefined },
  { name: "Cilium's", apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", dialect: ciliumDialect },
  { name: "another kind of the same API", apiVersion: "networking.k8s.io/v1", kind: "Ingress", dialect: undefined },
  { name: "another kind of a version that is not served", apiVersion: "extensions/v1beta1", kind: "Ingress", dialect: undefined },
  { name: "a kind in other letters", apiVersion: "networking.k8s.io/v1", kind: "networkpolicy", dialect: undefined },
  { name: "a kind that is a property of every object", apiVersion: "networking.k8s.io/v1", kind: "constructor", dialect: undefined },
])("$name", ({ apiVersion, kind, dialect }) => expect(dialectFor(apiVersion, kind)).toBe(dialect));
