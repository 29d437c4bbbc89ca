import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { FROZEN_SCHEMA, type Frozen, type Leave, frozenSchema } from "#lib/api/frozen.ts";
import { asking, contextFrom } from "#lib/check/fixture.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { frozenOf } from "./fixture.ts";
import { frozenHtml } from "./html.ts";
import { leave } from "./leave.ts";
import { namesIn } from "./names.ts";
import { parseFrozen } from "./parse.ts";

const goldens = resolve(import.meta.dirname, "golden");
const scenarios = resolve(import.meta.dirname, "../../scenarios");
const folderOf = (schema: number): string => join(goldens, `v${schema}`);

interface Case {
  readonly scenario: string;
  readonly from: string;
  readonly to: string;
  readonly code: Frozen["check"]["answer"]["code"];
  readonly leave?: readonly Leave[];
}

const client = "default/api-client";
const CASES: Readonly<Record<string, Case>> = {
  blocked: { scenario: "runbook", from: client, to: "api.stripe.com:443", code: "BLOCKED_DEFAULT" },
  allowed: { scenario: "runbook", from: client, to: "10.1.2.3:443", code: "ALLOWED" },
  partly: { scenario: "runbook", from: client, to: "10.0.0.0/7:443", code: "PARTLY" },
  unknown: { scenario: "runbook", from: "default/nobody", to: "api.stripe.com:443", code: "UNKNOWN" },
  dns: { scenario: "firewall-restriction", from: "default/firewall-restriction-pod", to: "api.stripe.com:443", code: "BLOCKED_DNS" },
  cilium: { scenario: "stripe-by-name-cilium", from: client, to: "api.stripe.com:443", code: "ALLOWED" },
  "admin-deny": { scenario: "admin-guardrail", from: "payments/deploy/api", to: "169.254.169.254:80", code: "BLOCKED_RULE" },
  redacted: { scenario: "runbook", from: client, to: "api.stripe.com:443", code: "BLOCKED_DEFAULT", leave: ["names"] },
};

function frozenCase({ scenario, from, to, leave: wishes = [] }: Case): Frozen {
  const context = contextFrom(readdirSync(join(scenarios, scenario)).filter((file) => file.endsWith(".yaml")).map((file) => readFileSync(join(scenarios, scenario, file), "utf8")).join("\n---\n"));
  return leave(frozenOf(context, from, to), wishes, namesIn(context, asking(context, from, to).question, ["shop", "cluster"]));
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Pictures and style have tests of their own: of them only the hash, so that what changed in the file can be read. */
const readable = (html: string): string =>
  html.replace(/<style>.*<\/style>/s, "<style></style>").replaceAll(/data:image\/svg\+xml,[^"]*/g, (picture) => `sha256:${hashOf(picture).slice(0, 16)}`);

/** A document of a release is written once, by that release; -u writes only what is not there yet. */
async function once(file: string, text: string): Promise<void> {
  if (!existsSync(file)) await expect(text).toMatchFileSnapshot(file);
}

describe.each(Object.entries(CASES))("%s", (name, one) => {
  test("is frozen as the schema that is written has it, and kept as a golden document", async () => {
    const frozen = frozenCase(one);
    expect(frozen.check.answer.code).toBe(one.code);
    expect(parseFrozen(canonicalJson(frozen))).toEqual({ kind: "frozen", frozen });
    await once(join(folderOf(FROZEN_SCHEMA), `${name}.json`), canonicalJson(frozen));
  });
});

describe.each(Array.from({ length: FROZEN_SCHEMA }, (_, n) => n + 1))("schema %i", (schema) => {
  const documents = existsSync(folderOf(schema)) ? readdirSync(folderOf(schema)).filter((file) => file.endsWith(".json") && file !== "schema.json") : [];

  test("has its golden documents", () => expect(documents.map((file) => file.replace(".json", "")).sort()).toEqual(expect.arrayContaining(Object.keys(CASES).sort())));

  test.each(documents)("F46: %s renders for ever", async (file) => {
    const text = readFileSync(join(folderOf(schema), file), "utf8");
    const parsed = parseFrozen(text);
    expect(parsed.kind).toBe("frozen");
    if (parsed.kind !== "frozen") return;
    const html = readable(frozenHtml(parsed.frozen, { hash: hashOf(text), liveUrl: "http://127.0.0.1:3000/" }));
    await expect(html).toMatchFileSnapshot(join(folderOf(schema), file.replace(".json", ".html")));
  });
});

/** What an older version cannot read has another number: a document of this schema must never hold more than it did. */
test("a changed document is a new schema: raise FROZEN_SCHEMA, and keep a reader of this one", async () => {
  const file = join(folderOf(FROZEN_SCHEMA), "schema.json");
  const shape = JSON.stringify(z.toJSONSchema(frozenSchema), undefined, 1);
  if (!existsSync(file)) return once(file, shape);
  expect(JSON.parse(shape)).toEqual(JSON.parse(readFileSync(file, "utf8")));
});
