import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import { ciliumDialect } from "./dialect.ts";
import { ccnp, cnp, objectOf, readObject, rulesOf } from "./fixture.ts";

describe("apiVersion and kind", () => {
  test.each([
    { name: "cilium.io/v1", value: { ...cnp({ endpointSelector: {}, ingress: [{}] }), apiVersion: "cilium.io/v1" }, message: "`cilium.io/v1` is no longer served: a CiliumNetworkPolicy is `cilium.io/v2`" },
    { name: "a policy in v2alpha1", value: { ...cnp({ endpointSelector: {}, ingress: [{}] }), apiVersion: "cilium.io/v2alpha1" }, message: "`cilium.io/v2alpha1` never had this kind: a CiliumNetworkPolicy is `cilium.io/v2`" },
    { name: "another group", value: { ...cnp({ endpointSelector: {}, ingress: [{}] }), apiVersion: "apps/v1" }, message: "`apps/v1` does not have this kind: a CiliumNetworkPolicy is `cilium.io/v2`" },
    { name: "another kind", value: { ...cnp({ endpointSelector: {}, ingress: [{}] }), kind: "Pod" }, message: "`Pod` is none of Cilium's policy kinds" },
  ])("$name", ({ value, message }) => {
    expect(readObject(value)).toMatchObject({ kind: "rejected", problems: [{ message }] });
  });

  test("absent ones are those of the list", () => {
    const written = { ...cnp({ endpointSelector: {}, ingress: [{}] }), apiVersion: undefined, kind: undefined };
    expect(readObject(written)).toMatchObject({ kind: "accepted", ref: { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy" }, problems: [] });
  });
});

test("Cilium enforces its kinds, and nobody else does", () => {
  expect(ciliumDialect.enforcement({ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy" })).toEqual({ kubernetes: "no", cilium: "yes", calico: "no", "ovn-kubernetes": "no", "vpc-cni": "no" });
});

describe("whom a rejected policy touches", () => {
  const bad = [{ fromEntities: ["x"] }];
  test.each([
    { name: "the pods it would have selected", value: cnp({ endpointSelector: { matchLabels: { app: "x" } }, ingress: bad }), touches: [{ kind: "pods", namespace: "a", subject: { namespaces: { kind: "named", name: "a" }, pods: [{ key: "app" }] } }] },
    { name: "all of its namespace without a selector", value: cnp({ ingress: bad }), touches: [{ kind: "pods", namespace: "a" }] },
    { name: "all of its namespace without a rule", value: cnp(undefined), touches: [{ kind: "pods", namespace: "a" }] },
    { name: "all of every namespace where its own is no name", value: { ...cnp(undefined), metadata: { name: "p", namespace: "A" } }, touches: [{ kind: "pods", namespace: "" }] },
    { name: "nodes where it is about nodes", value: ccnp({ nodeSelector: { matchLabels: { a: "b" } }, ingress: bad }), touches: [{ kind: "nodes", selector: [{ key: "a" }] }] },
    {
      name: "whoever any of its rules selects",
      value: objectOf("CiliumClusterwideNetworkPolicy", { specs: [{ endpointSelector: {}, ingress: bad }, { nodeSelector: {}, ingress: [{}] }] }),
      touches: [{ kind: "pods", namespace: "", subject: { namespaces: { kind: "selected", selector: [] }, pods: [] } }, { kind: "nodes", selector: [] }],
    },
  ])("$name", ({ value, touches }) => {
    expect(readObject(value)).toMatchObject({ kind: "rejected", touches });
  });
});

describe("a CiliumCIDRGroup", () => {
  const group = (spec: unknown, metadata: object = {}) => ({ ...objectOf("CiliumCIDRGroup", { spec }), metadata: { name: "office", labels: { site: "x" }, ...metadata } });

  test.each(["cilium.io/v2", "cilium.io/v2alpha1"])("of %s is a list of blocks with labels", (apiVersion) => {
    expect(readObject({ ...group({ externalCIDRs: ["10.0.0.0/8", "2001:db8::/32"] }), apiVersion })).toEqual({
      kind: "support",
      ref: { apiVersion, kind: "CiliumCIDRGroup", namespace: "", name: "office" },
      supports: [{
        kind: "address-list",
        ref: { apiVersion, kind: "CiliumCIDRGroup", namespace: "", name: "office" },
        labels: new Map([["site", "x"]]),
        blocks: [{ cidr: cidr("10.0.0.0/8"), except: [] }, { cidr: cidr("2001:db8::/32"), except: [] }],
        names: [],
      }],
      problems: [],
    });
  });

  test("may be empty", () => {
    expect(readObject(group({ externalCIDRs: [] }))).toMatchObject({ kind: "support", supports: [{ blocks: [] }] });
  });

  test.each([
    { name: "no list", spec: {}, errors: ["spec.externalCIDRs: required"] },
    { name: "no spec", spec: undefined, errors: ["spec.externalCIDRs: required"] },
    { name: "an address without a prefix", spec: { externalCIDRs: ["10.0.0.1"] }, errors: ["spec.externalCIDRs[0]: invalid"] },
    { name: "a list that is a text", spec: { externalCIDRs: "10.0.0.0/8" }, errors: ["spec.externalCIDRs: wrong-type"] },
  ])("is rejected for $name", ({ spec, errors }) => {
    const reading = readObject(group(spec));
    expect(reading).toMatchObject({ kind: "rejected", touches: [] });
    expect(rulesOf(reading.problems)).toEqual(errors);
  });

  test("of both versions is one", () => {
    const ref = { apiVersion: "cilium.io/v2alpha1", kind: "CiliumCIDRGroup", namespace: "", name: "g" };
    expect(ciliumDialect.canonical?.(ref)).toEqual({ ref: { ...ref, apiVersion: "cilium.io/v2" }, preference: 1 });
    expect(ciliumDialect.canonical?.({ ...ref, apiVersion: "cilium.io/v2" })).toMatchObject({ preference: 2 });
  });
});
