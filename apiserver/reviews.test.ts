import { beforeEach, expect, test } from "vitest";
import { ask } from "./client.fixture.ts";
import type { JsonObject } from "./object.ts";
import { objectOfProtobuf } from "./protobuf.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const AUTHORIZATION = "/apis/authorization.k8s.io/v1";

let api: ApiServer;

beforeEach(() => {
  api = new ApiServer({ time: new VirtualTime() });
  api.access.grant("reader", { user: "alice", groups: ["dev"], rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }, { apiGroups: [""], resources: ["services"], verbs: ["*"], namespaces: ["shop"] }] });
  api.access.grant("judge", { user: "judge", rules: [{ apiGroups: ["authorization.k8s.io"], resources: ["subjectaccessreviews"], verbs: ["create"] }] });
});

const post = (path: string, kind: string, spec: JsonObject, token = "reader") => ask(api, path, { method: "POST", token, body: { apiVersion: `${path.split("/")[2] ?? ""}/v1`, kind, spec } });

test("who am I", async () => {
  const { status, json } = await post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "SelfSubjectReview", {});
  expect(status).toBe(201);
  expect(json).toMatchObject({ kind: "SelfSubjectReview", status: { userInfo: { username: "alice", groups: ["dev", "system:authenticated"] } } });
});

test.each([
  { name: "a rule's own case", attributes: { verb: "list", resource: "pods" }, allowed: true },
  { name: "within any namespace, by a rule without one", attributes: { verb: "list", resource: "pods", namespace: "shop" }, allowed: true },
  { name: "another verb", attributes: { verb: "watch", resource: "pods" }, allowed: false },
  { name: "another group", attributes: { verb: "list", group: "apps", resource: "pods" }, allowed: false },
  { name: "a rule's namespace", attributes: { verb: "watch", resource: "services", namespace: "shop" }, allowed: true },
  { name: "everywhere, by a rule of one namespace", attributes: { verb: "watch", resource: "services" }, allowed: false },
  { name: "a subresource that no rule names", attributes: { verb: "list", resource: "pods", subresource: "log" }, allowed: false },
  { name: "every verb", attributes: { verb: "*", resource: "services", namespace: "shop" }, allowed: true },
])("may I: $name", async ({ attributes, allowed }) => {
  expect((await post(`${AUTHORIZATION}/selfsubjectaccessreviews`, "SelfSubjectAccessReview", { resourceAttributes: attributes })).json["status"]).toEqual({ allowed });
});

test("may I read a path", async () => {
  const asked = async (path: string) => (await post(`${AUTHORIZATION}/selfsubjectaccessreviews`, "SelfSubjectAccessReview", { nonResourceAttributes: { verb: "get", path } })).json["status"];
  expect([await asked("/apis"), await asked("/metrics")]).toEqual([{ allowed: true }, { allowed: false }]);
});

test("what may I in a namespace", async () => {
  const rules = async (namespace: string) => (await post(`${AUTHORIZATION}/selfsubjectrulesreviews`, "SelfSubjectRulesReview", { namespace })).json["status"];
  expect(await rules("shop")).toMatchObject({ incomplete: false, resourceRules: expect.arrayContaining([{ verbs: ["*"], apiGroups: [""], resources: ["services"] }]) });
  expect(JSON.stringify(await rules("default"))).not.toContain("services");
});

test("may somebody else: asked by who may ask that", async () => {
  const spec = { user: "alice", resourceAttributes: { verb: "list", resource: "pods" } };
  expect((await post(`${AUTHORIZATION}/subjectaccessreviews`, "SubjectAccessReview", spec, "judge")).json["status"]).toEqual({ allowed: true });
  expect((await post(`${AUTHORIZATION}/subjectaccessreviews`, "SubjectAccessReview", { ...spec, user: "bob" }, "judge")).json["status"]).toEqual({ allowed: false });
  expect((await post(`${AUTHORIZATION}/subjectaccessreviews`, "SubjectAccessReview", spec)).status).toBe(403);
});

test("a review is posted, and nothing else", async () => {
  expect((await ask(api, `${AUTHORIZATION}/selfsubjectaccessreviews`, { token: "reader" })).status).toBe(403);
  expect((await ask(new ApiServer({ time: new VirtualTime() }), `${AUTHORIZATION}/selfsubjectaccessreviews`)).status).toBe(405);
});

/** Fields with their length, as protobuf writes texts and messages. */
const field = (number: number, content: string | Buffer): Buffer => Buffer.concat([Buffer.from([number * 8 + 2, Buffer.byteLength(content)]), Buffer.from(content)]);
const envelope = (apiVersion: string, kind: string, ...raw: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from("k8s\0"), field(1, Buffer.concat([field(1, apiVersion), field(2, kind)])), field(2, Buffer.concat(raw)), field(3, ""), field(4, "")]);

test("kubectl's protobuf is read: a review, a namespace with labels and numbers that are passed over", () => {
  expect(objectOfProtobuf(envelope("authorization.k8s.io/v1", "SelfSubjectAccessReview", field(1, ""), field(2, field(1, Buffer.concat([field(2, "list"), field(5, "pods")])))))).toEqual({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    metadata: {},
    spec: { resourceAttributes: { verb: "list", resource: "pods" } },
  });
  const metadata = Buffer.concat([field(1, "shop"), Buffer.from([7 * 8, 0xac, 0x02]), field(11, Buffer.concat([field(1, "a"), field(2, "b")])), field(11, Buffer.concat([field(1, "c"), field(2, "d")]))]);
  expect(objectOfProtobuf(envelope("v1", "Namespace", field(1, metadata), field(2, "")))).toEqual({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { a: "b", c: "d" } } });
});

test.each([
  { name: "a kind that nobody sends", bytes: envelope("v1", "Pod"), message: "unknown format" },
  { name: "something else", bytes: Buffer.from("{}"), message: "not Kubernetes protobuf" },
  { name: "half of it", bytes: envelope("v1", "Namespace", field(1, "abc")).subarray(0, 20), message: "ends too early" },
])("protobuf refuses $name", ({ bytes, message }) => {
  expect(() => objectOfProtobuf(bytes)).toThrow(message);
});
