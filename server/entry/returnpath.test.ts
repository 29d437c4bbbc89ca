import { expect, test } from "vitest";
import { returnPath } from "./returnpath.ts";

test.each(["/", "/c/production/map", "/c/a/check?from=default/api-client&to=dns:a.example&port=443", "/c/a/policies/ns/name?kind=X", "/?a=b", "/c/a/ns/%20/pod/b", "/s/4Z0sOKtUT3wzwovHnhd4dBmcJIOYF48JwiT6_Den9p4"])("%s is ours", (path) => {
  expect(returnPath(path)).toBe(path);
});

test.each([
  undefined, "", "//evil.example", "/\\evil.example", "\\\\evil.example", "/c/a\\..\\b", "/c/a?b=\\c", "https:evil.example", "https://evil.example/c/a", "/%2f/evil.example", "javascript:alert(1)",
  "c/a/map", "/api/v1/clusters", "/enter?code=a", "/metrics", "/c/a\r\nset-cookie: a=b", "/c/a b", "/\t/evil.example", "/c/ä", "/_next/static/a.js",
])("%j is not", (wanted) => {
  expect(returnPath(wanted)).toBe("/");
});

test("no other host can come out, whatever the browser makes of it", () => {
  const base = "http://127.0.0.1:3000";
  for (const wanted of ["/c//evil.example", "/c/../../evil.example", "/c/%5cevil", "/c/@evil.example", "/c/:1/"]) {
    expect(new URL(returnPath(wanted), base).origin).toBe(base);
  }
});
