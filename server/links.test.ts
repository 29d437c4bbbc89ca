import { afterEach, expect, test, vi } from "vitest";
import { originOf, parsePublicUrl } from "./links.ts";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["https://whydrop.example.com", "https://whydrop.example.com"],
  ["http://whydrop.example:8080/", "http://whydrop.example:8080"],
  ["HTTPS://Whydrop.Example:443", "https://whydrop.example"],
  ["http://[::1]:3000", "http://[::1]:3000"],
])("%s is where people reach this", (text, origin) => expect(parsePublicUrl(text)).toBe(origin));

test.each([
  "", "whydrop.example.com", "/whydrop", "//whydrop.example.com", "ftp://whydrop.example.com", "javascript:alert(1)", "file:///etc", "https:whydrop.example", "https://",
  "https://whydrop.example.com/prefix", "https://whydrop.example.com/..//", "https://whydrop.example.com\\evil", "https://a:b@whydrop.example.com", "https://whydrop.example.com?a", "https://whydrop.example.com/#a", "https://whydrop.example.com\n",
])("%j is not", (text) => expect(parsePublicUrl(text)).toBeUndefined());

test("links begin with what was configured, else with what the browser used", () => {
  const headers = new Headers({ host: "localhost:8080" });
  expect(originOf(headers)).toBe("http://localhost:8080");
  vi.stubEnv("WHYDROP_PUBLIC_URL", "https://whydrop.example.com/");
  expect(originOf(headers)).toBe("https://whydrop.example.com");
});
