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
  { name: "our own origin", headers: { ...own, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }, code: undefined },
  { name: "another port of this machine", headers: { ...own, origin: "http://127.0.0.1:9999" }, code: "forbidden" },
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
