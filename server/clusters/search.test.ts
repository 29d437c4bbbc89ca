import { expect, test } from "vitest";
import { searchSchema } from "#lib/api/search.ts";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { GivenSource } from "../history/recorded.fixture.ts";
import { LocalCluster } from "./local.ts";

const CATALOGUE = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4], ports: [{port: 443, protocol: TCP}], usedBy: [a/pod/web]}]}}";
const cluster = new LocalCluster(new GivenSource(namespace("a"), pod("a/web", { ip: "10.0.0.1" }), CATALOGUE, policy("a/closed", "podSelector: {}, policyTypes: [Egress]")));

test("what is found is of the contract, and of the state that is shown", async () => {
  const told = searchSchema.parse(await cluster.ask("search", { q: "dial tcp 203.0.113.4:443: i/o timeout", near: undefined }));
  expect(told.checks[0]).toMatchObject({ from: "a/pod/web", to: "ip:203.0.113.4", port: 443, code: "BLOCKED_DEFAULT" });
  expect(told.found.map(({ id }) => id)).toEqual(["dns:api.stripe.com"]);
  expect(searchSchema.parse(await cluster.ask("search", { q: "closed", near: undefined })).found).toMatchObject([{ kind: "policy", id: "a/closed", policyKind: "NetworkPolicy" }]);
});
