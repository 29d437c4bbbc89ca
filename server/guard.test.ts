import { expect, test } from "vitest";
import { refuse } from "./guard.ts";

const own = { host: "127.0.0.1:3000" };

test.each([
  { name: "a loopback address with any port", headers: own, code: undefined },
  { name: "localhost", headers: { host: "localhost" }, code: undefined },
  { name: "IPv6 loopback", headers: { host: "[::1]:8080" }, code: undefined },
  { name: "no host", headers: {}, code: "misdirected" },
  { name: "a rebound name", headers: { host: "evil.example:3000" }, code: "misdirected" },
  { name: "a name that begins like loopback", headers: { host: "localhost.evil.example" }, code: "misdirected" },
  { name: "a name that ends like loopback", headers: { host: "evil.localhost" }, code: "misdirected" },
  { name: "a name that a public resolver leads to loopback", headers: { host: "127.0.0.1.nip.io:3000" }, code: "misdirected" },
  { name: "an address of the local network", headers: { host: "192.168.1.10:3000" }, code: "misdirected" },
  { name: "every address", headers: { host: "0.0.0.0:3000" }, code: "misdirected" },
  { name: "loopback in another spelling", headers: { host: "127.1" }, code: "misdirected" },
  { name: "loopback with a final dot", headers: { host: "localhost." }, code: "misdirected" },
  { name: "two hosts in one header", headers: { host: "localhost, evil.example" }, code: "misdirected" },
  { name: "a user before the host", headers: { host: "evil@localhost" }, code: "misdirected" },
  { name: "our own origin", headers: { ...own, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }, code: undefined },
  { name: "another port of this machine", headers: { ...own, origin: "http://127.0.0.1:9999" }, code: "forbidden" },
  { name: "our name on another port", headers: { host: "localhost:3000", origin: "http://localhost:3001" }, code: "forbidden" },
  { name: "our port on another loopback name", headers: { ...own, origin: "http://localhost:3000" }, code: "forbidden" },
  { name: "the origin of another site", headers: { ...own, origin: "http://evil.example" }, code: "forbidden" },
  { name: "an address as origin", headers: { ...own, origin: "http://192.168.1.10:3000" }, code: "forbidden" },
  { name: "two origins", headers: { ...own, origin: "http://127.0.0.1:3000, http://evil.example" }, code: "forbidden" },
  { name: "an event stream of another site", headers: { ...own, accept: "text/event-stream", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" }, code: "forbidden" },
  { name: "an image of another site", headers: { ...own, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }, code: "forbidden" },
  { name: "two sites in one header", headers: { ...own, "sec-fetch-site": "same-origin, cross-site" }, code: "forbidden" },
  { name: "an opaque origin", headers: { ...own, origin: "null" }, code: "forbidden" },
  { name: "a script of another site", headers: { ...own, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, code: "forbidden" },
  { name: "a script of a neighbour port", headers: { ...own, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" }, code: "forbidden" },
  { name: "a frame on another site", headers: { ...own, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }, code: "forbidden" },
  { name: "a link from another site", headers: { ...own, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }, code: undefined },
])("$name", ({ headers, code }) => expect(refuse("GET", new Headers(headers as Record<string, string>))?.code).toBe(code));

test("another site may not post, even by navigation", () => {
  const headers = new Headers({ ...own, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" });
  expect(refuse("POST", headers)?.code).toBe("forbidden");
});
