import { expect, test } from "vitest";
import { refuseAddress } from "./address.ts";

test.each([
  "/", "/?a=/../b//c%00", "/c/production/map?v=1", "/c/production/map/", "/c/a/ns/default/pod/api-client", "/c/a/policies/_cluster/a:b", "/c/a/ns/n/deploy/%C3%A4%20%3F", "/api/v1/clusters", "/...", "/.env", "/_next/static/a.b/c.js.map",
])("%s is an address", (url) => expect(refuseAddress(url)).toBeUndefined());

test.each([
  "", "*", "c/a/map", "http://evil.example/c/a/map", "http:/c", "//evil.example", "//c/a/map", "/c//map", "/c/a/map//", "/..", "/../package.json", "/_next/static/../../package.json", "/.", "/c/./map",
  "/%2e%2e/package.json", "/%2E./package.json", "/..%2fpackage.json", "/_next/static/..%2f..%2fpackage.json", "/..%5cpackage.json", "/\\evil.example", "/c\\..\\map", "/%00", "/favicon.svg%00.html", "/c/%0d%0aset-cookie:a", "/c/%1b", "/%", "/%zz", "/%c0%ae%c0%ae/package.json", "?a=b",
])("S40: %j is none", (url) => expect(refuseAddress(url)?.code).toBe("not_found"));

test("an address has an end", () => {
  expect(refuseAddress(`/${"a".repeat(8191)}`)).toBeUndefined();
  expect(refuseAddress(`/${"a".repeat(8192)}`)?.code).toBe("too_long");
  expect(refuseAddress(`/?${"a".repeat(8191)}`)?.code).toBe("too_long");
});
