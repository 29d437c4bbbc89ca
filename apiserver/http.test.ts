import { once } from "node:events";
import { request as plain, type IncomingMessage } from "node:http";
import { request as secure } from "node:https";
import { setImmediate as turn } from "node:timers/promises";
import type { PeerCertificate, TLSSocket } from "node:tls";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pod, textOf } from "./client.fixture.ts";
import type { FaultAction, FaultPoint } from "./fault.ts";
import { listen, type Listening } from "./http.ts";
import { ApiServer } from "./server.ts";
import { authority, type Certificate, serverCertificate } from "./tls.ts";
import { VirtualTime } from "./virtualtime.ts";

let time: VirtualTime;
let api: ApiServer;
const open: Listening[] = [];

beforeEach(() => {
  time = new VirtualTime();
  api = new ApiServer({ time, revision: 100n });
  for (const name of ["a", "b"]) api.put(pod(name));
});

afterEach(async () => {
  for (const listening of open.splice(0)) await listening.close();
});

async function start(options: Parameters<typeof listen>[1] = {}): Promise<Listening> {
  const listening = await listen(api, options);
  open.push(listening);
  return listening;
}

interface Sending {
  readonly ca?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** @rejects where there is no answer */
async function send({ url, ca: own }: Listening, path = "/api/v1/pods", { ca = own, body, ...options }: Sending = {}): Promise<IncomingMessage> {
  const request = url.startsWith("https") ? secure(`${url}${path}`, { agent: false, ca, ...options }) : plain(`${url}${path}`, { agent: false, ...options });
  // After the answer has begun, its body tells what goes wrong.
  request.on("error", () => undefined).end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
const failing = (sending: Promise<unknown>): Promise<unknown> => sending.then(() => "answered", codeOf);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

test.each([{ tls: undefined }, { tls: true as const }])("a request over a socket, TLS: $tls", async ({ tls }) => {
  const listening = await start(tls === undefined ? {} : { tls });
  const response = await send(listening);
  expect([response.statusCode, response.headers["content-type"]]).toEqual([200, "application/json"]);
  expect(await textOf(response)).toContain('"kind":"PodList"');
  expect(listening.url).toBe(`http${tls ? "s" : ""}://127.0.0.1:${String(listening.port)}`);
});

test("a token is a header, and a body is read", async () => {
  api.access.grant("secret", { user: "alice", rules: [] });
  const body = JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" });
  const response = await send(await start(), "/apis/authentication.k8s.io/v1/selfsubjectreviews", { method: "POST", headers: { authorization: "Bearer secret" }, body });
  expect(await textOf(response)).toContain('"username":"alice"');
});

test("a watch is written as it happens, and ends with the client", async () => {
  const listening = await start();
  const response = await send(listening, "/api/v1/pods?watch=1&resourceVersion=102");
  api.put(pod("c"));
  const [chunk] = (await once(response, "data")) as [Buffer];
  expect(chunk.toString()).toMatch(/^\{"type":"ADDED".*"name":"c".*\}\n$/);
  response.destroy();
  await until(() => api.faults.open.size === 0 && listening.sockets.size === 0);
  expect(time.sleeping).toBe(0);
});

test("close breaks what is open and lets nobody in", async () => {
  const listening = await start();
  const response = await send(listening, "/api/v1/pods?watch=1");
  await listening.close();
  await expect(textOf(response)).rejects.toThrow("aborted");
  await until(() => listening.sockets.size === 0);
  expect(await failing(send(listening))).toBe("ECONNREFUSED");
});

test("a body that is larger than any object is not read", async () => {
  expect(await failing(send(await start(), "/api/v1/namespaces", { method: "POST", body: "x".repeat(5 << 20) }))).not.toBe("answered");
  expect(api.requests).toEqual([]);
});

const RST: FaultAction = { kind: "rst" };
const FIN: FaultAction = { kind: "fin" };

test.each<{ at: FaultPoint; action: FaultAction; tls?: true; code: unknown }>([
  { at: { kind: "accept" }, action: RST, code: "ECONNRESET" },
  { at: { kind: "accept" }, action: FIN, code: "ECONNRESET" },
  { at: { kind: "accept" }, action: { kind: "fail", code: "ENOTFOUND" }, code: "ECONNRESET" },
  { at: { kind: "tls" }, action: RST, tls: true, code: "ECONNRESET" },
  { at: { kind: "tls" }, action: FIN, tls: true, code: "ECONNRESET" },
  { at: { kind: "tls" }, action: { kind: "garbage", text: "HTTP/1.1 400 Bad Request\r\n\r\n" }, tls: true, code: expect.stringMatching(/SSL|EPROTO/) },
  { at: { kind: "before headers" }, action: RST, code: "ECONNRESET" },
  { at: { kind: "before headers" }, action: RST, tls: true, code: "ECONNRESET" },
  { at: { kind: "before headers" }, action: FIN, code: "ECONNRESET" },
  { at: { kind: "before headers" }, action: FIN, tls: true, code: "ECONNRESET" },
  { at: { kind: "before headers" }, action: { kind: "garbage", text: "what?\r\n\r\n" }, code: expect.stringMatching(/^HPE_/) },
])("$at.kind, $action.kind, TLS: $tls: there is no answer, once", async ({ at, action, tls, code }) => {
  const listening = await start(tls ? { tls } : {});
  const { struck } = api.inject({ at, action });
  expect([await failing(send(listening)), struck()]).toEqual([code, 1]);
  expect((await send(listening)).statusCode).toBe(200);
});

test.each([
  { at: { kind: "accept" }, tls: undefined, asked: 1 },
  { at: { kind: "tls" }, tls: true, asked: 1 },
  { at: { kind: "before headers" }, tls: undefined, asked: 2 },
] as const)("$at.kind, stall: nobody answers, and others are answered", async ({ at, tls, asked }) => {
  const listening = await start(tls ? { tls } : {});
  const { struck } = api.inject({ at, action: { kind: "stall" } });
  const leaving = new AbortController();
  const stalled = failing(send(listening, undefined, { signal: leaving.signal }));
  await until(() => struck() === 1);
  expect((await send(listening)).statusCode).toBe(200);
  leaving.abort();
  expect(await stalled).toBe("ABORT_ERR");
  expect(api.requests.length).toBe(asked);
});

test("before headers, delay: the answer comes when the time has come", async () => {
  api.inject({ at: { kind: "before headers" }, action: { kind: "delay", milliseconds: 20_000 } });
  const answer = send(await start());
  await until(() => time.sleeping === 1);
  await time.advance(20_000);
  expect((await answer).statusCode).toBe(200);
});

test.each([
  { action: RST, tls: undefined },
  { action: FIN, tls: undefined },
  { action: RST, tls: true },
  { action: FIN, tls: true },
] as const)("after 20 bytes, $action.kind, TLS: $tls: the body is cut, and the client notices", async ({ action, tls }) => {
  const listening = await start(tls ? { tls } : {});
  api.inject({ at: { kind: "after bytes", bytes: 20 }, action });
  const response = await send(listening);
  let bytes = 0;
  const reading = (async () => {
    for await (const chunk of response as AsyncIterable<Buffer>) bytes += chunk.length;
  })();
  expect(await failing(reading)).toBe("ECONNRESET");
  // What was under way when a connection is reset may be lost.
  if (action.kind === "fin") expect(bytes).toBe(20);
  else expect(bytes).toBeLessThanOrEqual(20);
});

test("slow: the bytes trickle", async () => {
  api.inject({ at: { kind: "after headers" }, action: { kind: "slow", bytesPerSecond: 7 } });
  const response = await send(await start());
  const second = once(response, "data");
  await until(() => time.sleeping === 1);
  await time.advance(1_000);
  expect(((await second) as [Buffer])[0].length).toBe(7);
});

const DAY = 86_400_000;
const made = async (signer: Certificate, wishes: Parameters<typeof serverCertificate>[1], ca = signer.cert) => ({ ...(await serverCertificate(signer, wishes)), ca });

test.each([
  { name: "a good one", wishes: {}, outcome: "answered" },
  { name: "an expired one", wishes: { from: new Date(Date.now() - 2 * DAY), until: new Date(Date.now() - DAY) }, outcome: "CERT_HAS_EXPIRED" },
  { name: "one that is not valid yet", wishes: { from: new Date(Date.now() + DAY), until: new Date(Date.now() + 2 * DAY) }, outcome: "CERT_NOT_YET_VALID" },
  { name: "one for another name", wishes: { names: ["other.example"], addresses: ["192.0.2.1"] }, outcome: "ERR_TLS_CERT_ALTNAME_INVALID" },
])("certificates: $name", async ({ wishes, outcome }) => {
  expect(await failing(send(await start({ tls: await made(await authority(), wishes) })))).toBe(outcome);
});

test("certificates: one of another authority", async () => {
  const listening = await start({ tls: true });
  expect(await failing(send(listening, undefined, { ca: (await authority("other")).cert }))).toMatch(/UNABLE_TO|SELF_SIGNED|CERT_SIGNATURE/);
});

test("a certificate is changed while the server runs", async () => {
  const signer = await authority();
  const listening = await start({ tls: await made(signer, {}) });
  const shown = async (): Promise<PeerCertificate> => ((await send(listening)).socket as TLSSocket).getPeerCertificate();
  const before = await shown();
  listening.present(await serverCertificate(signer));
  expect((await shown()).fingerprint256).not.toBe(before.fingerprint256);
});
