import { describe, expect, test } from "vitest";
import { cluster, contextFrom, pod, service } from "./fixture.ts";
import { parseTarget } from "./ids.ts";
import { outsideNameOf, outsideNames } from "./outsidenames.ts";

const CALLER = (env: string): string => pod("a/caller", { spec: `containers: [{name: app, image: "app:1", env: [${env}]}]` }).replace(/containers: \[\{name: app, image: "app:1"\}\], /, "");
const ALIAS = (id: string, to: string): string => service(id, `type: ExternalName, externalName: ${to}`);
const catalogue = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: API.Catalogue.example.}, {cidr: 198.51.100.0/24}]}}";
const watched = (...to: readonly string[]): string =>
  `{apiVersion: whydrop.dev/v1alpha1, kind: WatchList, metadata: {name: w}, spec: {checks: [${to.map((end, i) => `{name: c${i}, from: a/caller, to: "${end}", port: 443, expect: allow}`).join(", ")}]}}`;
const cilium = "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {}, egress: [{toFQDNs: [{matchName: api.rule.example}, {matchPattern: \"*.pattern.example\"}]}]}}";
const calico = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: q, namespace: a}, spec: {selector: all(), egress: [{action: Allow, destination: {domains: [api.domain.example]}}]}}";

describe("names whose addresses matter", () => {
  test.each([
    { name: "the catalogue's", given: [catalogue], names: ["api.catalogue.example"] },
    { name: "those of watched checks, and no other ids", given: [watched("api.watched.example", "dns:b.watched.example", "svc:a/web", "a/web", "10.0.0.0/8", "203.0.113.4", "internet")], names: ["api.watched.example", "b.watched.example"] },
    { name: "those found in a workload's configuration, and no addresses", given: [CALLER("{name: A, value: \"https://api.called.example/v1\"}, {name: B, value: \"203.0.113.4:443\"}")], names: ["api.called.example"] },
    { name: "those that Services are aliases for", given: [ALIAS("a/pay", "api.aliased.example")], names: ["api.aliased.example"] },
    { name: "those of Cilium's rules, and no patterns", given: [cilium], names: ["api.rule.example"] },
    { name: "those of Calico's rules", given: [calico], names: ["api.domain.example"] },
    { name: "each once", given: [catalogue, watched("api.catalogue.example")], names: ["api.catalogue.example"] },
    { name: "none of the cluster's own domain", given: [watched("web", "web.a.svc", "web.a.svc.cluster.local", "gone.a.svc.cluster.local")], names: [] },
    { name: "no Service by its short name", given: [service("a/web", "ports: [{port: 443}]"), watched("web.a")], names: [] },
    { name: "no short name in a namespace that exists, though its Service is gone", given: [pod("shop/x"), watched("web.shop", "api.example.shop")], names: ["api.example.shop"] },
    { name: "nothing that DNS could not have", given: [watched(`${"a".repeat(64)}.example`)], names: [] },
  ])("$name", ({ given, names }) => expect([...outsideNames(contextFrom(cluster(...given)))]).toEqual(names));
});

describe("the name that is looked up before a call", () => {
  const context = contextFrom(cluster(
    service("a/web", "ports: [{port: 443}]"), ALIAS("a/pay", "API.Aliased.example."), ALIAS("a/local", "web.a.svc.cluster.local"), ALIAS("a/twice", "pay.a.svc"), ALIAS("a/round", "round.a.svc"),
  ));
  test.each([
    { to: "API.Stripe.com.", name: "api.stripe.com" },
    { to: "svc:a/pay", name: "api.aliased.example" },
    { to: "pay.a.svc.cluster.local", name: "api.aliased.example" },
    { to: "svc:a/twice", name: "api.aliased.example" },
    { to: "svc:a/local", name: undefined },
    { to: "svc:a/round", name: undefined },
    { to: "svc:a/web", name: undefined },
    { to: "svc:a/gone", name: undefined },
    { to: "web.a.svc", name: undefined },
    { to: "203.0.113.4", name: undefined },
    { to: "a/web", name: undefined },
    { to: "internet", name: undefined },
  ])("$to: $name", ({ to, name }) => expect(outsideNameOf(parseTarget(`${to}:443`).to, context)).toBe(name));
});
