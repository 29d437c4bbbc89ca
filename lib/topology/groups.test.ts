import { expect, test } from "vitest";
import { cluster, policy, service } from "#lib/check/fixture.ts";
import { replica, spaces, topologyIn, watching } from "./yaml.fixture.ts";

const onTrack = policy("a/tracks", "podSelector: {matchLabels: {track: canary}}, policyTypes: [Egress]");
const block = policy("a/block", 'podSelector: {matchLabels: {app: x}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: "10.0.9.0/24"}}]}]');

test.each<{ name: string; documents: readonly string[]; groups: readonly (readonly [string, number, string | undefined])[] }>([
  { name: "replicas alike are one group", documents: [replica("a/web-1", "app: web"), replica("a/web-2", "app: web", { ip: "10.0.1.2" })], groups: [["a/sts/web", 2, undefined]] },
  { name: "a label that no selector uses does not split", documents: [replica("a/web-1", "app: web, track: stable"), replica("a/web-2", "app: web, track: canary", { ip: "10.0.1.2" })], groups: [["a/sts/web", 2, undefined]] },
  {
    name: "one that a policy selects by does",
    documents: [onTrack, replica("a/web-1", "track: stable"), replica("a/web-2", "track: canary", { ip: "10.0.1.2" }), replica("a/web-3", "track: stable", { ip: "10.0.1.3" })],
    groups: [["a/sts/web@track=canary", 1, "label track differs"], ["a/sts/web@track=stable", 2, "label track differs"]],
  },
  { name: "an absent label is another than an empty one", documents: [onTrack, replica("a/web-1", ""), replica("a/web-2", 'track: ""', { ip: "10.0.1.2" })], groups: [["a/sts/web@track", 1, "label track differs"], ["a/sts/web@track=", 1, "label track differs"]] },
  {
    name: "one that a peer asks for does, of whichever namespace",
    documents: [policy("b/in", "podSelector: {}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {v: one, w: two}}}]}]"), replica("a/web-1", "v: one, w: one"), replica("a/web-2", "v: two, w: two", { ip: "10.0.1.2" })],
    groups: [["a/sts/web@v=one;w=one", 1, "labels v and w differ"], ["a/sts/web@v=two;w=two", 1, "labels v and w differ"]],
  },
  {
    name: "one that a called Service selects by does",
    documents: [service("a/s", "selector: {role: here}, ports: [{port: 80}]"), watching(["b/sts/c", "svc:a/s", 80]), replica("b/c-1", ""), replica("a/web-1", "role: here"), replica("a/web-2", "role: there", { ip: "10.0.1.2" })],
    groups: [["b/sts/c", 1, undefined], ["a/sts/web@role=here", 1, "label role differs"], ["a/sts/web@role=there", 1, "label role differs"]],
  },
  {
    name: "the selector of a Service that nothing calls does not",
    documents: [service("a/s", "selector: {role: here}, ports: [{port: 80}]"), replica("a/web-1", "role: here"), replica("a/web-2", "role: there", { ip: "10.0.1.2" })],
    groups: [["a/sts/web", 2, undefined]],
  },
  { name: "a block that holds some of the addresses splits", documents: [block, replica("a/web-1", "", { ip: "10.0.9.1" }), replica("a/web-2", "", { ip: "10.0.8.1" })], groups: [["a/sts/web@addresses=1", 1, "addresses differ"], ["a/sts/web@addresses=2", 1, "addresses differ"]] },
  { name: "a block that holds all of them does not", documents: [block, replica("a/web-1", "", { ip: "10.0.9.1" }), replica("a/web-2", "", { ip: "10.0.9.2" })], groups: [["a/sts/web", 2, undefined]] },
  { name: "a service account splits", documents: [replica("a/web-1", "", { spec: "serviceAccountName: old" }), replica("a/web-2", "", { ip: "10.0.1.2", spec: "serviceAccountName: new" })], groups: [["a/sts/web@account=new", 1, "service accounts differ"], ["a/sts/web@account=old", 1, "service accounts differ"]] },
])("$name", ({ documents, groups }) => {
  const found = topologyIn(cluster(...spaces("a", "b"), ...documents)).groups;
  expect([...found.values()].map(({ id, pods, split }) => [id, pods, split])).toEqual(groups);
});
