import { expect, test } from "vitest";
import { FROZEN_SCHEMA } from "#lib/api/frozen.ts";
import { cluster, namespace, pod } from "#lib/check/fixture.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { frozenFrom } from "./fixture.ts";
import { parseFrozen } from "./parse.ts";

const frozen = frozenFrom(cluster(namespace("a"), pod("a/web", { ip: "10.0.0.1" })), "a/web", "203.0.113.4:443");
const part = { ...frozen, pictures: undefined };

test.each([
  { name: "its own text", text: canonicalJson(frozen), is: { kind: "frozen", frozen } },
  { name: "F46: a newer schema, whatever else is in it", text: JSON.stringify({ schema: FROZEN_SCHEMA + 1, other: true }), is: { kind: "newer", schema: FROZEN_SCHEMA + 1 } },
  { name: "no JSON", text: "{", is: { kind: "damaged", why: "it is no snapshot" } },
  { name: "no object", text: "[]", is: { kind: "damaged", why: "it is no snapshot" } },
  { name: "no schema", text: JSON.stringify({ ...frozen, schema: undefined }), is: { kind: "damaged", why: "it is no snapshot" } },
  { name: "a schema that was never released", text: JSON.stringify({ ...frozen, schema: 0 }), is: { kind: "damaged", why: "it is no snapshot" } },
  { name: "a part is missing: nothing of the rest is shown", text: JSON.stringify(part), is: { kind: "damaged", why: "a part of it is missing" } },
  { name: "a part too many", text: JSON.stringify({ ...frozen, more: 1 }), is: { kind: "damaged", why: "a part of it is missing" } },
])("$name", ({ text, is }) => expect(parseFrozen(text)).toEqual(is));
