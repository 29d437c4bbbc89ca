import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { createServer as createHttp } from "node:http";
import { createSecureServer as createHttp2 } from "node:http2";
import { createServer as createHttps } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Listening, listen } from "#apiserver/http.ts";
import { ApiServer } from "#apiserver/server.ts";
import { type Certificate, authority, serverCertificate } from "#apiserver/tls.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import type { Time } from "../time.ts";
import { systemTime } from "../systemtime.ts";
import { Access } from "./access/access.ts";
import { Connection } from "./access/connection.ts";
import { loadAccess } from "./access/kubeconfig.ts";
import { twoPods } from "./live.fixture.ts";
import { serverOf } from "./open.ts";
import { requestJson } from "./request.ts";
import { KubernetesSource } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "whydrop-sockets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const EVERYTHING = { user: "whydrop", groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }] };
let api: ApiServer;
let server: Listening;
let certificate: Certificate & { readonly ca: string };
let open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  api = new ApiServer();
  twoPods(api);
  api.access.grant("t", EVERYTHING);
  const signer = await authority();
  certificate = { ...(await serverCertificate(signer)), ca: signer.cert };
  server = await listen(api, { tls: certificate });
  open = [server];
});
afterEach(() => Promise.all(open.map((one) => one.close())));

function configFor(cluster: Readonly<Record<string, unknown>>, user: Readonly<Record<string, unknown>> = { token: "t" }): string {
  const file = join(folder, `${Math.random()}.yaml`);
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "Config", "current-context": "c", clusters: [{ name: "c", cluster }], users: [{ name: "u", user }], contexts: [{ name: "c", context: { cluster: "c", user: "u" } }] }));
  return file;
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const verified = (): Readonly<Record<string, unknown>> => ({ server: server.url, "certificate-authority-data": base64(server.ca ?? "") });

function accessTo(file: string, { time = systemTime, allowInsecure = false }: { readonly time?: Time; readonly allowInsecure?: boolean } = {}): Access {
  const access = new Access(() => loadAccess({ context: undefined, files: [file], allowExec: false, allowInsecure }, {}), time);
  open.push(access);
  return access;
}

function sourceOf(file: string): KubernetesSource {
  const access = accessTo(file);
  const source = new KubernetesSource(serverOf(new Connection(access), systemTime, Math.random), { id: "c", storedName: "c", after: 0, checks: {}, beside: { facts: [], problems: [] }, warnings: [], configMaps: false, namespaces: [] });
  open.push(source);
  source.start();
  return source;
}

const version = (access: Access): Promise<unknown> => requestJson({ transport: new Connection(access), time: systemTime }, { method: "GET", path: "/version" }, new AbortController().signal);
const refusal = (access: Access): Promise<string> => version(access).then(() => "answered", (error: unknown) => (error as Error).message);
const until = (what: () => boolean): Promise<void> => vi.waitFor(() => expect(what()).toBe(true), { timeout: 60_000, interval: 20 });

describe("F17: a token that is rotated on disk", () => {
  test("costs one refused call: the new one is read at once, also behind a swapped link", async () => {
    const [first, second, link] = [join(folder, "token-1"), join(folder, "token-2"), join(folder, "token")];
    writeFileSync(first, "old\n");
    writeFileSync(second, "new\n");
    symlinkSync(first, link);
    api.access.grant("old", EVERYTHING);
    const access = accessTo(configFor(verified(), { tokenFile: link }));
    await version(access);
    api.access.revoke("old");
    api.access.grant("new", EVERYTHING);
    unlinkSync(link);
    symlinkSync(second, link);
    const before = api.requests.length;
    await version(access);
    expect(api.requests.slice(before).map(({ status }) => status)).toEqual([401, 200]);
    await version(access);
    expect(api.requests.at(-1)?.status).toBe(200);
    unlinkSync(link);
  });

  test("where the disk has no other, the refusal is told, and nothing ends", async () => {
    const access = accessTo(configFor(verified(), { token: "wrong" }));
    expect(await refusal(access)).toBe("the API server does not accept the credentials");
    api.access.grant("wrong", EVERYTHING);
    expect(await refusal(access)).toBe("answered");
  });

  test("without a refusal it is read again after a minute by the clock that only grows", async () => {
    const file = join(folder, "token-minute");
    writeFileSync(file, "t");
    const time = new VirtualTime();
    const access = accessTo(configFor(verified(), { tokenFile: file }), { time });
    const token = async (): Promise<string | undefined> => (await access.credentials()).headers["authorization"];
    expect(await token()).toBe("Bearer t");
    writeFileSync(file, "u");
    vi.setSystemTime(Date.now() + 61_000);
    await time.advance(30_000);
    expect(await token()).toBe("Bearer t");
    await time.advance(31_000);
    expect(await token()).toBe("Bearer u");
    vi.useRealTimers();
  });
});

describe("F38, S20: certificates", () => {
  test.each([
    { name: "of another authority", make: async () => serverCertificate(await authority("other")), says: /certificate is not accepted \(\w+\)/ },
    { name: "that ran out", make: async (signer: Awaited<ReturnType<typeof authority>>) => serverCertificate(signer, { from: new Date("2020-01-01"), until: new Date("2021-01-01") }), says: /certificate is not accepted \(CERT_HAS_EXPIRED\)/ },
    { name: "for another name", make: async (signer: Awaited<ReturnType<typeof authority>>) => serverCertificate(signer, { names: ["other.example"], addresses: ["192.0.2.1"] }), says: /certificate is not accepted \(ERR_TLS_CERT_ALTNAME_INVALID\)/ },
  ])("one $name is refused, with its reason", async ({ make, says }) => {
    const signer = await authority();
    const odd = await listen(api, { tls: { ...(await make(signer)), ca: signer.cert } });
    open.push(odd);
    const before = api.requests.length;
    expect(await refusal(accessTo(configFor({ server: odd.url, "certificate-authority-data": base64(signer.cert) })))).toMatch(says);
    expect(api.requests.length).toBe(before);
  });

  test("an unverified server is taken only by the flag, and says so for ever", async () => {
    const file = configFor({ server: server.url, "insecure-skip-tls-verify": true });
    expect(() => accessTo(file)).toThrow("--allow-insecure-server");
    const access = accessTo(file, { allowInsecure: true });
    expect(access.insecure).toBe(true);
    expect(await refusal(access)).toBe("answered");
  });

  test("an authority that is swapped on disk counts within a minute", async () => {
    const file = join(folder, "ca.crt");
    const signer = await authority("next");
    writeFileSync(file, server.ca ?? "");
    const time = new VirtualTime();
    const access = accessTo(configFor({ server: server.url, "certificate-authority": file }), { time });
    expect(await refusal(access)).toBe("answered");
    for (const socket of server.sockets) socket.destroy();
    server.present(await serverCertificate(signer));
    expect(await refusal(access)).toMatch(/certificate is not accepted/);
    writeFileSync(file, signer.cert);
    await time.advance(61_000);
    expect(await refusal(access)).toBe("answered");
  });
});

describe("S19: a server that leads elsewhere", () => {
  test("is not followed: the other one sees neither the request nor the token", async () => {
    const seen: string[] = [];
    const other = createHttp((request, response) => {
      seen.push(`${request.url ?? ""} ${request.headers.authorization ?? ""}`);
      response.end("{}");
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => other.once("listening", listening));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/stolen`;
    for (const status of [301, 302, 307, 308]) {
      api.faults.inject({ at: { kind: "before headers" }, action: { kind: "status", status, headers: { location } } });
      expect(await refusal(accessTo(configFor(verified())))).toBe(`the API server redirects (${status}), which is not followed`);
    }
    expect(seen).toEqual([]);
    other.close();
  });

  test("an encoding that was not asked for is refused, not unpacked", async () => {
    api.faults.inject({ at: { kind: "before headers" }, action: { kind: "status", status: 200, headers: { "content-encoding": "gzip, gzip" }, body: "bomb" } });
    expect(await refusal(accessTo(configFor(verified())))).toBe("the API server sent an encoding that was not asked for");
  });
});

test("S5: what is sent to the server is ours alone: no header that a visitor could have chosen", async () => {
  const seen = new Set<string>();
  const plain = createHttp((request, response) => {
    for (const name of Object.keys(request.headers)) seen.add(name);
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => plain.once("listening", listening));
  await version(accessTo(configFor({ server: `http://127.0.0.1:${(plain.address() as AddressInfo).port}` }), { allowInsecure: true }));
  expect([...seen].sort()).toEqual(["accept", "accept-encoding", "authorization", "connection", "host", "user-agent"]);
  plain.close();
});

describe("a real connection", () => {
  test("F1, F5: a server that is killed and comes back on its port", async () => {
    const source = sourceOf(configFor(verified()));
    await until(() => source.ready);
    const { port } = server;
    await server.close();
    await until(() => source.state.kinds?.some(({ state }) => state.kind === "stale") ?? false);
    api.remove({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "closed", namespace: "a" } });
    server = await listen(api, { port, tls: certificate });
    open.push(server);
    await until(() => source.up && !source.kinds.entries.some(({ key }) => key === "a/closed"));
  });

  test("F36: a proxy that closes what is idle, and cuts chunks anywhere: everything is read, and followed", async () => {
    const { port } = server;
    const proxy = createServer((socket) => {
      const upstream = connect(port, "127.0.0.1");
      const idle = setTimeout(() => (socket.destroy(), upstream.destroy()), 1_500);
      for (const [from, to] of [[socket, upstream], [upstream, socket]] as const) {
        from.on("data", (bytes: Buffer) => {
          idle.refresh();
          for (let at = 0; at < bytes.length; at += 700) to.write(bytes.subarray(at, at + 700));
        }).on("close", () => to.destroy()).on("error", () => to.destroy());
      }
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => proxy.once("listening", listening));
    open.push({ close: () => new Promise((closed) => proxy.close(() => closed())) });
    const source = sourceOf(configFor({ ...verified(), server: `https://127.0.0.1:${(proxy.address() as AddressInfo).port}` }));
    await until(() => source.ready);
    for (let turn = 0; turn < 3; turn++) {
      api.put({ apiVersion: "v1", kind: "Namespace", metadata: { name: `n${turn}` } });
      await until(() => source.kinds.entries.some(({ key }) => key === `/n${turn}`));
    }
  });

  test("F6: a server that offers HTTP/2 is spoken to in HTTP/1.1: a watch that is given up takes its dead connection along, and the next has its own", async () => {
    const versions: string[] = [];
    const modern = createHttp2({ ...certificate, allowHTTP1: true }, (request, response) => {
      versions.push(request.httpVersion);
      response.end("{}");
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => modern.once("listening", listening));
    open.push({ close: () => new Promise((closed) => modern.close(() => closed())) });
    await version(accessTo(configFor({ ...verified(), server: `https://127.0.0.1:${(modern.address() as AddressInfo).port}` })));
    expect(versions).toEqual(["1.1"]);
  });

  test.each([
    { name: "a redirect", status: 302, headers: {} },
    { name: "an odd encoding", status: 200, headers: { "content-encoding": "br" } },
  ])("O7: $name whose body never ends holds no connection", async ({ status, headers }) => {
    const sockets = new Set<Socket>();
    const endless = createHttps(certificate, (_, response) => {
      response.writeHead(status, headers).write("x".repeat(200_000));
    }).listen(0, "127.0.0.1");
    endless.on("connection", (socket: Socket) => sockets.add(socket.on("close", () => sockets.delete(socket))));
    await new Promise((listening) => endless.once("listening", listening));
    open.push({ close: () => new Promise((closed) => (endless.closeAllConnections(), endless.close(() => closed()))) });
    const access = accessTo(configFor({ ...verified(), server: `https://127.0.0.1:${(endless.address() as AddressInfo).port}` }));
    for (let turn = 0; turn < 3; turn++) await refusal(access);
    await until(() => sockets.size === 0);
  });

  test("O7: closing leaves no socket", async () => {
    const source = sourceOf(configFor(verified()));
    await until(() => source.ready);
    expect(server.sockets.size).toBeGreaterThan(0);
    await Promise.all(open.splice(1).map((one) => one.close()));
    await until(() => server.sockets.size === 0);
    void source;
  });
});

describe("what a kubeconfig may have beside tokens", () => {
  test("a credential plugin that was allowed gives the token, and is started once", async () => {
    const count = join(folder, "runs");
    const credential = JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: { token: "t" } });
    const file = configFor(verified(), { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "sh", args: ["-c", `echo run >> '${count}'; echo '${credential}'`], interactiveMode: "Never" } });
    const access = new Access(() => loadAccess({ context: undefined, files: [file], allowExec: true, allowInsecure: false }, {}), systemTime);
    open.push(access);
    await version(access);
    await version(access);
    expect(api.requests.map(({ status, user }) => `${status} ${user ?? ""}`)).toEqual(["200 whydrop", "200 whydrop"]);
    expect(readFileSync(count, "utf8")).toBe("run\n");
  });

  test("a plugin that fails is told as a fault, without what it printed", async () => {
    const file = configFor(verified(), { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "sh", args: ["-c", "echo secret >&2; exit 3"], interactiveMode: "Never" } });
    const access = new Access(() => loadAccess({ context: undefined, files: [file], allowExec: true, allowInsecure: false }, {}), systemTime);
    open.push(access);
    expect(await refusal(access)).toBe("there are no credentials: a file of the kubeconfig cannot be read, or its plugin failed");
  });

  test("a proxy is gone through, by a tunnel that sees no token", async () => {
    const asked: string[] = [];
    const seen: Buffer[] = [];
    const proxy = createHttp().on("connect", (request, socket, head) => {
      asked.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? ""}`.trim());
      const upstream = connect(server.port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.write(head);
        socket.on("data", (bytes: Buffer) => seen.push(bytes)).pipe(upstream).pipe(socket);
      });
      for (const end of [socket, upstream]) end.on("error", () => (socket.destroy(), upstream.destroy()));
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => proxy.once("listening", listening));
    await version(accessTo(configFor({ ...verified(), "proxy-url": `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` })));
    expect(api.requests.map(({ status }) => status)).toEqual([200]);
    expect(asked).toEqual([`CONNECT 127.0.0.1:${server.port}`]);
    expect(Buffer.concat(seen).toString("latin1")).not.toContain("Bearer");
    proxy.closeAllConnections();
    proxy.close();
  });
});

describe("S38: no child process", () => {
  test("a refused plugin was not started", () => {
    const mark = join(folder, "started");
    const file = configFor(verified(), { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "touch", args: [mark], interactiveMode: "Never" } });
    expect(() => accessTo(file)).toThrow("--allow-exec-plugins");
    expect(spawnSync("ls", [mark]).status).not.toBe(0);
  });
});
