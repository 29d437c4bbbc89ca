import { expect, test } from "vitest";
import { healthAddress, startHealth } from "./health.ts";
import { request, sendRaw } from "./raw.fixture.ts";

test.each([
  ["0.0.0.0:8081", { host: "0.0.0.0", port: 8081 }],
  ["[::]:8081", { host: "::", port: 8081 }],
  ["10.1.2.3:80", { host: "10.1.2.3", port: 80 }],
  ["localhost:1", { host: "127.0.0.1", port: 1 }],
  ["", undefined],
  [undefined, undefined],
])("%j is where probes are answered", (text, address) => expect(healthAddress(text)).toEqual(address));

test.each(["8081", ":8081", "0.0.0.0", "0.0.0.0:", "0.0.0.0:0", "0.0.0.0:65536", "0.0.0.0:x", ":::8081", "[0.0.0.0]:8081", "[::]", "example.com:80", "127.1:80", "0.0.0.0:80/livez"])("%j is refused", (text) => {
  expect(() => healthAddress(text)).toThrow(expect.objectContaining({ status: 78, message: expect.stringContaining(`\`${text}\``) as string }));
});

test("probes get constant bodies under any name, and there is nothing else", async () => {
  let ready = (): Promise<boolean> => Promise.resolve(false);
  const port = await startHealth({ host: "127.0.0.1", port: 0 }, () => ready());
  const ask = async (path: string, method = "GET"): Promise<string> => {
    const { status, body } = await sendRaw(port, request(path, ["Host: 10.244.0.7:8081"], method));
    return `${String(status)} ${/ok|not \w+/.exec(body)?.[0] ?? ""}`;
  };
  expect([await ask("/livez"), await ask("/readyz")]).toEqual(["200 ok", "503 not ready"]);
  ready = () => Promise.resolve(true);
  expect(await ask("/readyz")).toBe("200 ok");
  ready = () => Promise.reject(new Error("/secret/path"));
  expect(await ask("/readyz")).toBe("503 not ready");
  for (const path of ["/", "/livez/", "/livez?verbose", "/metrics", "/api/v1/clusters", "/enter?code=a", "/../livez"]) expect(await ask(path)).toBe("404 not found");
  expect([await ask("/livez", "POST"), await ask("/livez", "OPTIONS"), await ask("/livez", "HEAD")]).toEqual(["404 not found", "404 not found", "200 "]);
});

test("a port that is taken is named", async () => {
  const port = await startHealth({ host: "127.0.0.1", port: 0 }, () => Promise.resolve(true));
  await expect(startHealth({ host: "127.0.0.1", port }, () => Promise.resolve(true))).rejects.toThrow(expect.objectContaining({ status: 78, message: expect.stringContaining(`port ${String(port)} of 127.0.0.1`) as string }));
});
