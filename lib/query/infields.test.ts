import { expect, test } from "vitest";
import { unfoldPasted } from "./infields.ts";

const EMPTY = { from: "", to: "", port: "", protocol: "tcp" };
test.each([
  { name: "an error in the field of the destination", given: { ...EMPTY, from: "default/api", to: "dial tcp 203.0.113.4:443: i/o timeout" }, is: { from: "default/api", to: "ip:203.0.113.4", port: "443", protocol: "tcp" } },
  { name: "an error in the field of the caller, who is still to be named", given: { ...EMPTY, from: "curl: (28) Failed to connect to api.stripe.com port 443 after 5001 ms" }, is: { from: "", to: "dns:api.stripe.com", port: "443", protocol: "tcp" } },
  { name: "a connection with an arrow", given: { ...EMPTY, from: "default/api -> api.stripe.com:443/tcp" }, is: { from: "default/api", to: "dns:api.stripe.com", port: "443", protocol: "tcp" } },
  { name: "a URL", given: { ...EMPTY, from: "default/api", to: "https://api.stripe.com/v1" }, is: { from: "default/api", to: "dns:api.stripe.com", port: "443", protocol: "tcp" } },
  { name: "ids as they are", given: { ...EMPTY, from: "default/api", to: "svc:shop/web", port: "80" }, is: { from: "default/api", to: "svc:shop/web", port: "80", protocol: "tcp" } },
  { name: "a text that tells no connection, as it is", given: { ...EMPTY, to: "it does not work" }, is: { ...EMPTY, to: "it does not work" } },
])("$name", ({ given, is }) => expect(unfoldPasted(given)).toEqual(is));
