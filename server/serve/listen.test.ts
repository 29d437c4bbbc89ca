import { createServer, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { listen, loopbackAddress, portWish } from "./listen.ts";

const servers: Server[] = [];
function newServer(): Server {
  const server = createServer();
  servers.push(server);
  return server;
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const outside = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).filter(({ internal }) => !internal);

describe("where to listen", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["127.8.9.255", "127.8.9.255"],
    ["localhost", "127.0.0.1"],
    ["::1", "::1"],
    ["[::1]", "::1"],
  ])("%j is accepted", (text, address) => {
    expect(loopbackAddress(text)).toBe(address);
  });

  test.each([
    "0.0.0.0", "::", "", "*", "[::]", "0", "127.1", "127.0.0.01", "0x7f.0.0.1", "2130706433", "127.0.0.256", "127.0.0.1.nip.io", " 127.0.0.1",
    "::ffff:0.0.0.0", "::ffff:127.0.0.1", "0:0:0:0:0:0:0:0", "::1%lo", "192.168.1.10", "fe80::1", "example.com", "localhost.", "127.0.0.1:80",
    ...outside.map(({ address }) => address),
  ])("%j is refused", (text) => {
    expect(() => loopbackAddress(text)).toThrow(expect.objectContaining({ status: 78 }));
  });
});

describe("which port", () => {
  test.each([
    { text: undefined, wish: { kind: "preferably", port: 3000 } },
    { text: "8080", wish: { kind: "exactly", port: 8080 } },
    { text: "0", wish: { kind: "exactly", port: 0 } },
  ])("$text", ({ text, wish }) => {
    expect(portWish(text)).toEqual(wish);
  });

  test.each(["65536", "-1", "3000.5", "0x50", "http"])("%j is refused", (text) => {
    expect(() => portWish(text)).toThrow(expect.objectContaining({ status: 78 }));
  });

  test("a taken port gives way to another where it is only preferred", async () => {
    const taken = await listen(newServer(), "127.0.0.1", { kind: "exactly", port: 0 });
    const port = await listen(newServer(), "127.0.0.1", { kind: "preferably", port: taken });
    expect(port).not.toBe(taken);
  });

  test("a taken port is refused where it is asked for", async () => {
    const taken = await listen(newServer(), "127.0.0.1", { kind: "exactly", port: 0 });
    await expect(listen(newServer(), "127.0.0.1", { kind: "exactly", port: taken })).rejects.toThrow(`port ${String(taken)} is taken`);
  });
});
