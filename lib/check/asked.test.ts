import { expect, test } from "vitest";
import { readAsked, unfold } from "./asked.ts";

const typed = (from: string, to: string, port = "", protocol = "tcp") => ({ from, to, port, protocol });

test.each([
  { name: "fields that are filled stay", asked: typed("default/api", "dns:api.example", "443"), unfolded: typed("default/api", "dns:api.example", "443") },
  { name: "a URL brings its scheme's port", asked: typed("default/api", "https://api.example/v1"), unfolded: typed("default/api", "dns:api.example", "443") },
  { name: "a URL's own port wins", asked: typed("default/api", "http://api.example:8080"), unfolded: typed("default/api", "dns:api.example", "8080") },
  { name: "a port behind the destination is taken out", asked: typed("default/api", "api.example:53/udp"), unfolded: typed("default/api", "dns:api.example", "53", "udp") },
  { name: "an arrow parts source and destination", asked: typed("default/api -> api.example:443/tcp", ""), unfolded: typed("default/api", "dns:api.example", "443") },
  { name: "IPv6 stays in its brackets", asked: typed("default/api", "[2001:db8::1]:443"), unfolded: typed("default/api", "ip:2001:db8::1", "443") },
  { name: "what has no port is left alone", asked: typed("default/api", "api.example"), unfolded: typed("default/api", "api.example") },
])("$name", ({ asked, unfolded }) => expect(unfold(asked)).toEqual(unfolded));

test("every fault is found at once, each with its field", () => {
  expect(readAsked(typed("//", "a b", "70000", "icmp"))).toMatchObject({
    kind: "faults",
    faults: { from: expect.stringContaining("`//`"), to: expect.stringContaining("`a b`"), port: expect.stringContaining("70000"), proto: expect.stringContaining("icmp") },
  });
});

test("a question without faults is read", () => {
  expect(readAsked(typed("default/api", "svc:shop/web", "http"))).toMatchObject({ kind: "question", question: { port: "http", protocol: "TCP" } });
});
