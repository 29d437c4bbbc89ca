import { expect, test } from "vitest";
import { dialectFor } from "./dialects.ts";
import { networkPolicyDialect } from "#lib/policy/dialects/networkpolicy/dialect.ts";

test.each([
  { name: "the served version", apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", dialect: networkPolicyDialect },
  { name: "extensions/v1beta1, to be rejected", apiVersion: "extensions/v1beta1", kind: "NetworkPolicy", dialect: networkPolicyDialect },
  { name: "networking.k8s.io/v1beta1, to be rejected", apiVersion: "networking.k8s.io/v1beta1", kind: "NetworkPolicy", dialect: networkPolicyDialect },
  { name: "a NetworkPolicy of another API", apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", dialect: undefined },
  { name: "another kind of the same API", apiVersion: "networking.k8s.io/v1", kind: "Ingress", dialect: undefined },
  { name: "another kind of a version that is not served", apiVersion: "extensions/v1beta1", kind: "Ingress", dialect: undefined },
  { name: "a kind in other letters", apiVersion: "networking.k8s.io/v1", kind: "networkpolicy", dialect: undefined },
  { name: "a kind that is a property of every object", apiVersion: "networking.k8s.io/v1", kind: "constructor", dialect: undefined },
])("$name", ({ apiVersion, kind, dialect }) => expect(dialectFor(apiVersion, kind)).toBe(dialect));
