import { expect, test } from "vitest";
import { selectionId, selectionOf } from "./selection.ts";

test.each([
  { id: "default/pod/api-client~dns:api.stripe.com~443-tcp", is: { from: "default/pod/api-client", to: "dns:api.stripe.com", port: "443", proto: "tcp" } },
  { id: "a/deploy/b~svc:c/d~https-web-udp", is: { from: "a/deploy/b", to: "svc:c/d", port: "https-web", proto: "udp" } },
])("$id", ({ id, is }) => {
  expect(selectionOf(id)).toEqual(is);
  expect(selectionId(is)).toBe(id);
});

test.each([undefined, "", "default/pod/api-client", "policy:default/default-deny", "a~b", "~b~443-tcp"])("no connection: %s", (id) => expect(selectionOf(id)).toBeUndefined());
