import { expect, test } from "vitest";
import { hide, withoutSecrets } from "./secrets.ts";

const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlIn0.c2lnbmF0dXJl";
const KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----";

test.each([
  { name: "a bearer token", text: "Authorization: Bearer abc.def-123", secret: "abc.def-123" },
  { name: "a bearer token in lower case, in JSON", text: '{"authorization":"bearer abc123"}', secret: "abc123" },
  { name: "a user and password", text: "authorization: Basic dXNlcjpwYXNz", secret: "dXNlcjpwYXNz" },
  { name: "a token of Kubernetes anywhere", text: `could not use ${JWT} here`, secret: "eyJ" },
  { name: "the entry code in an address", text: "GET /enter?code=3M-ywW1a2Tm&to=/c", secret: "3M-ywW1a2Tm" },
  { name: "a session", text: "cookie was whydrop-3000=vbOxgCiqQ7", secret: "vbOxgCiqQ7" },
  { name: "all cookies of a header", text: "Cookie: a=first; b=second", secret: "second" },
  { name: "a cookie that is set", text: '"set-cookie": "a=first"', secret: "first" },
  { name: "a field of a kubeconfig", text: "client-key-data: TUlJRW93", secret: "TUlJRW93" },
  { name: "a password in JSON", text: '{"password":"hunter2"}', secret: "hunter2" },
  { name: "a private key", text: `read ${KEY}`, secret: "MIIEow" },
  { name: "a private key cut short", text: KEY.slice(0, 40), secret: "MIIE" },
  { name: "who logs in by address", text: "proxy http://user:pass@proxy.example:3128", secret: "pass" },
])("$name is hidden", ({ text, secret }) => {
  expect(text).toContain(secret);
  expect(withoutSecrets(text)).not.toContain(secret);
  expect(withoutSecrets(text)).toContain("[hidden]");
});

test.each(["the code was BLOCKED_DEFAULT", "pod default/api-client", "unexpected token } at 3", "http://127.0.0.1:3000/c/a@b"])("%s stays readable", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test("a secret that we know of is hidden wherever it stands", () => {
  hide("the-code-of-this-process");
  expect(withoutSecrets("at/the-code-of-this-process?")).toBe("at/[hidden]?");
});

test("a word is no secret, and the list does not grow for ever", () => {
  hide("pod");
  expect(withoutSecrets("pod")).toBe("pod");
  hide("the-first-of-many");
  for (let n = 0; n < 1000; n++) hide(`one-of-many-${String(n).padStart(3, "0")}`);
  expect(withoutSecrets("the-first-of-many one-of-many-999")).toBe("the-first-of-many [hidden]");
});
