import { beforeEach, expect, test } from "vitest";
import type { ApiReply } from "#server/kubernetes/transport.ts";
import { pod, textOf, watching } from "./client.fixture.ts";
import type { FaultAction, FaultPoint } from "./fault.ts";
import { inProcess } from "./inprocess.ts";
import { ApiServer } from "./server.ts";
import { failure } from "./status.ts";
import { VirtualTime } from "./virtualtime.ts";

const PODS = "/api/v1/pods";
const WATCH = `${PODS}?watch=true&resourceVersion=102`;

let time: VirtualTime;
let api: ApiServer;

beforeEach(() => {
  time = new VirtualTime();
  api = new ApiServer({ time, revision: 100n });
  api.put(pod("alpha"));
  api.put(pod("beta"));
});

const send = (path = PODS, signal = new AbortController().signal): Promise<ApiReply> => inProcess(api).send({ method: "GET", path }, signal);
const whole = async (): Promise<string> => textOf((await send()).body);
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

const RST: FaultAction = { kind: "rst" };
const FIN: FaultAction = { kind: "fin" };

test.each([
  { at: { kind: "accept" }, action: RST, code: "ECONNREFUSED" },
  { at: { kind: "accept" }, action: FIN, code: "UND_ERR_SOCKET" },
  { at: { kind: "accept" }, action: { kind: "fail", code: "ENOTFOUND" }, code: "ENOTFOUND" },
  { at: { kind: "tls" }, action: { kind: "fail", code: "CERT_HAS_EXPIRED" }, code: "CERT_HAS_EXPIRED" },
  { at: { kind: "tls" }, action: { kind: "garbage", text: "HTTP/1.1 400" }, code: "EPROTO" },
  { at: { kind: "before headers" }, action: RST, code: "ECONNRESET" },
  { at: { kind: "before headers" }, action: FIN, code: "UND_ERR_SOCKET" },
  { at: { kind: "before headers" }, action: { kind: "garbage", text: "\0" }, code: "HPE_INVALID_CONSTANT" },
] as const)("$at.kind, $action.kind: there is no answer, once, and the attempt is recorded", async ({ at, action, code }) => {
  const { struck } = api.inject({ at, action });
  expect(codeOf(await send().catch((error: unknown) => error))).toBe(code);
  expect([struck(), api.requests.map(({ status }) => status)]).toEqual([1, [0]]);
  expect((await send()).status).toBe(200);
});

test.each([{ kind: "accept" }, { kind: "tls" }, { kind: "before headers" }] as const)("$kind, stall: nothing comes until the client leaves", async (at) => {
  api.inject({ at, action: { kind: "stall" } });
  const leaving = new AbortController();
  let outcome: unknown;
  void send(PODS, leaving.signal).catch((error: unknown) => (outcome = error));
  await time.advance(3_600_000);
  expect(outcome).toBeUndefined();
  leaving.abort(new Error("patience"));
  await time.settle();
  expect(outcome).toEqual(new Error("patience"));
});

test.each([{ kind: "accept" }, { kind: "tls" }, { kind: "before headers" }, { kind: "after headers" }, { kind: "after bytes", bytes: 7 }, { kind: "inside a string" }, { kind: "at close" }] as const)(
  "$kind, delay: the same answer, later",
  async (at) => {
    const expected = await whole();
    api.inject({ at, action: { kind: "delay", milliseconds: 20_000 } });
    let text: string | undefined;
    void whole().then((answer) => (text = answer));
    await time.advance(19_999);
    expect(text).toBeUndefined();
    await time.advance(1);
    expect(text).toBe(expected);
  },
);

test("before headers, status: instead of the answer, with headers and body, as often as is said", async () => {
  const { struck } = api.inject({ at: { kind: "before headers" }, when: { verb: "list", times: 2 }, action: { kind: "status", status: 429, headers: { "retry-after": "120" }, body: "slow down" } });
  const replies = [await send(), await send(), await send()];
  expect(replies.map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(replies[0]?.headers["retry-after"]).toBe("120");
  expect([struck(), api.requests.map(({ status }) => status)]).toEqual([2, [429, 429, 200]]);
});

test("after n bytes, FIN and RST: for every n the body has exactly n bytes", async () => {
  const complete = await whole();
  for (let bytes = 0; bytes < complete.length; bytes++) {
    api.inject({ at: { kind: "after bytes", bytes }, action: bytes % 2 === 0 ? FIN : RST });
    let text = "";
    let broken: unknown;
    try {
      for await (const chunk of (await send()).body) text += Buffer.from(chunk).toString();
    } catch (error) {
      broken = codeOf(error);
    }
    expect([text, broken]).toEqual([complete.slice(0, bytes), bytes % 2 === 0 ? undefined : "ECONNRESET"]);
  }
});

test("after n bytes, garbage: it stands in between", async () => {
  const complete = await whole();
  api.inject({ at: { kind: "after bytes", bytes: 5 }, action: { kind: "garbage", text: "\0#" } });
  expect(await whole()).toBe(`${complete.slice(0, 5)}\0#${complete.slice(5)}`);
});

test("inside a string, FIN: a name is cut", async () => {
  api.inject({ at: { kind: "inside a string" }, action: FIN });
  expect(await whole()).toMatch(/"name":"a$/);
});

test("at close, garbage: it follows the body", async () => {
  api.inject({ at: { kind: "at close" }, action: { kind: "garbage", text: "{" } });
  expect(await whole()).toMatch(/\}\n\{$/);
});

test("slow: so many bytes a second", async () => {
  api.inject({ at: { kind: "after bytes", bytes: 4 }, action: { kind: "slow", bytesPerSecond: 10 } });
  let bytes = 0;
  void (async () => {
    for await (const chunk of (await send()).body) bytes += chunk.length;
  })();
  await time.advance(3_000);
  expect(bytes).toBe(4 + 3 * 10);
});

test.each([
  { name: "drop: an event is lost", action: { kind: "drop" }, seen: ["ADDED d", "ADDED e"] },
  { name: "duplicate: it comes twice", action: { kind: "duplicate" }, seen: ["ADDED c", "ADDED c", "ADDED d", "ADDED e"] },
  { name: "reorder: the next one comes first", action: { kind: "reorder" }, seen: ["ADDED d", "ADDED c", "ADDED e"] },
  { name: "garbage: a line that nobody expects", action: { kind: "garbage", text: '{"type":"WHAT","object":{"code":1}}\n' }, seen: ["WHAT 1", "ADDED c", "ADDED d", "ADDED e"] },
  { name: "delay: all of it comes late", action: { kind: "delay", milliseconds: 1_000 }, seen: [], later: ["ADDED c", "ADDED d", "ADDED e"] },
] as const)("between events, $name", async ({ action, seen, ...rest }) => {
  const watch = await watching(api, WATCH);
  api.inject({ at: { kind: "between events" }, when: { verb: "watch", resource: "pods" }, action });
  for (const name of ["c", "d", "e"]) api.put(pod(name));
  await time.settle();
  expect(watch.seen).toEqual(seen);
  await time.advance(1_000);
  expect([watch.seen, watch.end]).toEqual(["later" in rest ? rest.later : seen, undefined]);
});

test("between events, garbage: a 410 as an event, and the stream is left open", async () => {
  const watch = await watching(api, WATCH);
  const expired = failure("Expired", "too old resource version");
  api.inject({ at: { kind: "between events" }, action: { kind: "garbage", text: `${JSON.stringify({ type: "ERROR", object: expired })}\n` } });
  api.put(pod("c"));
  await time.settle();
  expect([watch.seen, watch.end]).toEqual([["ERROR 410", "ADDED c"], undefined]);
});

test.each<{ name: string; at: FaultPoint; action: FaultAction; seen: readonly string[]; end: unknown }>([
  { name: "before event 1, RST", at: { kind: "between events", event: 1 }, action: RST, seen: ["ADDED c"], end: expect.objectContaining({ code: "ECONNRESET" }) },
  { name: "before event 1, stall", at: { kind: "between events", event: 1 }, action: { kind: "stall" }, seen: ["ADDED c"], end: undefined },
  { name: "at close, stall: the watch does not end in time", at: { kind: "at close" }, action: { kind: "stall" }, seen: ["ADDED c", "ADDED d", "ADDED e"], end: undefined },
  { name: "at close, RST", at: { kind: "at close" }, action: RST, seen: ["ADDED c", "ADDED d", "ADDED e"], end: expect.objectContaining({ code: "ECONNRESET" }) },
])("$name", async ({ at, action, seen, end }) => {
  api.inject({ at, action });
  const watch = await watching(api, `${WATCH}&timeoutSeconds=10`);
  for (const name of ["c", "d", "e"]) api.put(pod(name));
  await time.advance(60_000);
  expect([watch.seen, watch.end]).toEqual([seen, end]);
});

test("at once, RST: what is open breaks, what matches and no more", async () => {
  const [pods, services] = [await watching(api, WATCH), await watching(api, "/api/v1/services?watch=1&resourceVersion=102")];
  await time.settle();
  expect(api.inject({ at: { kind: "at once" }, when: { resource: "pods" }, action: RST }).struck()).toBe(1);
  await time.settle();
  expect([pods.end, services.end]).toEqual([expect.objectContaining({ code: "ECONNRESET" }), undefined]);
});

test("at once, stall: a half-open connection says nothing any more, not even bookmarks or its end", async () => {
  const watch = await watching(api, `${WATCH}&allowWatchBookmarks=true&timeoutSeconds=300`);
  await time.settle();
  api.inject({ at: { kind: "at once" }, action: { kind: "stall" } });
  api.put(pod("c"));
  await time.advance(600_000);
  expect([watch.seen, watch.end]).toEqual([[], undefined]);
  watch.leave();
  await time.settle();
  expect([watch.end instanceof Error, time.sleeping, api.faults.open.size]).toEqual([true, 0, 0]);
});

test.each([
  { name: "another resource", when: { resource: "services" } },
  { name: "another verb", when: { verb: "watch" } },
  { name: "another user", when: { user: "bob" } },
  { name: "another namespace", when: { namespace: "x" } },
  { name: "a first time that is let pass", when: { skip: 1 } },
] as const)("a fault for $name does not strike", async ({ when }) => {
  const { struck } = api.inject({ at: { kind: "before headers" }, when, action: RST });
  expect((await send()).status).toBe(200);
  expect(struck()).toBe(0);
});

test("a fault that is removed does not strike any more, and none does after clear", async () => {
  const { remove } = api.inject({ at: { kind: "before headers" }, when: { times: Infinity }, action: RST });
  await expect(send()).rejects.toThrow("read ECONNRESET");
  remove();
  expect((await send()).status).toBe(200);
  api.inject({ at: { kind: "before headers" }, action: RST });
  api.faults.clear();
  expect((await send()).status).toBe(200);
});

test.each([
  { fault: { at: { kind: "after headers" }, action: { kind: "status", status: 500 } }, message: "`status` cannot happen `after headers`" },
  { fault: { at: { kind: "accept" }, action: { kind: "duplicate" } }, message: "`duplicate` cannot happen `accept`" },
  { fault: { at: { kind: "accept" }, when: { resource: "pods" }, action: RST }, message: "nobody knows yet" },
] as const)("what cannot happen cannot be injected: $message", ({ fault, message }) => {
  expect(() => api.inject(fault)).toThrow(message);
});
