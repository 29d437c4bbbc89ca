import { describe, expect, test } from "vitest";
import type { Frozen } from "#lib/api/frozen.ts";
import { cluster, namespace, pod } from "#lib/check/fixture.ts";
import { escapeHtml } from "./escape.ts";
import { frozenFrom } from "./fixture.ts";
import { picturesOf } from "./freeze.ts";
import { frozenHtml } from "./html.ts";

const yaml = cluster(namespace("a"), pod("a/web", { ip: "10.0.0.1" }), "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed, namespace: a}\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n  - to: [{ipBlock: {cidr: 10.0.0.0/8}}]\n");
const frozen = frozenFrom(yaml, "a/web", "203.0.113.4:443");
const hash = "0123456789abcdef".repeat(4);

/** S12's strings: markup, schemes, templates, signs that turn the order or are none. */
const HOSTILE = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "'><b>", "</title><script>", "</style><script>", "<!--", "]]>", "javascript:alert(1)", "data:text/html,<script>",
  "{{constructor.constructor('x')()}}", "${7*7}", "<%= 1 %>", "&lt;script&gt;", "\u202egnp.exe", "\u2066a\u2069", "\u0000", "\ud800", "\u2028", "`onerror=`", "a".repeat(10_000),
];

/** Every text of the document is the hostile one, but for those that come from a fixed set. */
function poisoned(value: unknown, with_: string, key = ""): unknown {
  if (Array.isArray(value)) return value.map((part) => poisoned(part, with_, key));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, with_, name)]));
  return typeof value === "string" && !["verdict", "code", "side", "outcome", "mark", "state", "left"].includes(key) ? with_ : value;
}

/** What a browser would find: tags with their attributes, comments, and the text between. */
const tagsOf = (html: string): readonly string[] => [...html.matchAll(/<[a-z/!][^>]*>/gi)].map(([tag]) => tag);

describe("S12: whatever a text says, it stays text", () => {
  const kinds = [{ group: "", resource: "pods", kind: "Pod", namespace: "", count: 1, asOf: "2026-04-16T02:13:40Z", state: "live" as const, expected: null, why: "x", retryAt: null }];
  const full: Frozen = { ...frozen, unreadable: ["x"], left: ["yaml", "names"], cluster: { ...frozen.cluster, kinds, warnings: ["x"] }, check: { ...frozen.check, answer: { ...frozen.check.answer, missing: ["x"], addresses: [1, 2].map(() => ({ address: "x", verdict: "deny", source: "x", by: "x", at: "x" })) } } };
  const calm = tagsOf(frozenHtml(full, { hash, liveUrl: "x" }));

  test.each(HOSTILE.map((hostile) => ({ hostile: hostile.slice(0, 40), whole: hostile })))("$hostile", ({ whole }) => {
    const bad = poisoned(full, whole) as Frozen;
    const drawn: Frozen = { ...bad, pictures: picturesOf(bad.check.figure) };
    const html = frozenHtml(drawn, { hash, liveUrl: whole });
    const names = (tags: readonly string[]): readonly string[] => [...new Set(tags.map((tag) => /^<\/?([a-z!]+)/i.exec(tag)?.[1] ?? ""))].sort();
    expect(names(tagsOf(html))).toEqual(names(calm));
    expect(tagsOf(html).map((tag) => tag.replaceAll(/"[^"]*"/g, "")).filter((tag) => /^<(?:script|iframe|object|embed|base|form)\b|\son\w+\s*=/i.test(tag))).toEqual([]);
    expect(html).not.toMatch(/[\u0000\u202a-\u202e\u2066-\u2069\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])/);
    for (const svg of picturesIn(html)) expect(svg).not.toMatch(/<(?:script|img|b)\b|\u0000/i);
  });
});

const picturesIn = (html: string): readonly string[] => [...html.matchAll(/src="data:image\/svg\+xml,([^"]*)"/g)].map(([, svg = ""]) => decodeURIComponent(svg.replaceAll("&#39;", "'")));

test("signs that are not seen are shown as what they are, and nothing else is changed", () => {
  expect(escapeHtml("a\u202eb\u0000c<&>\"'ä€😀")).toBe("a\\u202eb\ufffdc&lt;&amp;&gt;&quot;&#39;ä€😀");
});

test("asks nobody for anything: no script, no address that is loaded, and a policy that forbids both", () => {
  const html = frozenHtml(frozen, { hash, liveUrl: "http://127.0.0.1:3000/c/a/check?v=1" });
  expect(html).toContain("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;");
  expect(html).not.toMatch(/<script|<link|@import|url\(|srcset|\bhttp-equiv="refresh/i);
  expect([...html.matchAll(/\bsrc="([^"]{0,20})/g)].map(([, start]) => start)).toEqual(Array.from({ length: 4 }, () => "data:image/svg+xml,%"));
  expect([...html.matchAll(/\bhref="([^"]*)"/g)].map(([, link]) => link)).toEqual(["http://127.0.0.1:3000/c/a/check?v=1"]);
});

test("says what it is, what was decided and why, and marks the lines that decided", () => {
  const html = frozenHtml(frozen, { hash });
  for (const text of ["FROZEN 02:13:40Z", `<h1>${frozen.check.headline}</h1>`, "The policies are consulted", "NO_RULE_ALLOWS", "limits egress", "nearest: 203.0.113.4 is outside it", `<code>${hash}</code>`, "kind: Namespace"]) expect(html).toContain(text);
  expect(picturesIn(html)).toEqual([frozen.pictures.across.light, frozen.pictures.across.dark, frozen.pictures.down.light, frozen.pictures.down.dark]);
});
