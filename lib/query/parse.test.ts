import fc from "fast-check";
import { expect, test } from "vitest";
import { formatQuery, parseQuery, termOf, withTerm, withoutTerm } from "./parse.ts";
import { FIELDS, type Term } from "./query.ts";

const short = ({ field, values, negated }: Term): string => `${negated ? "not " : ""}${field}=${values.join("|")}`;

test.each([
  { name: "space is AND", text: " ns:web  verdict:blocked ", terms: ["ns=web", "verdict=blocked"] },
  { name: "comma is OR", text: "ns:web,shop", terms: ["ns=web|shop"] },
  { name: "- negates", text: "-ns:kube-system", terms: ["not ns=kube-system"] },
  { name: "- negates a bare word", text: "-stripe", terms: ["not text=stripe"] },
  { name: "bare words are texts", text: "api-client stripe", terms: ["text=api-client", "text=stripe"] },
  { name: "quotes keep spaces", text: 'to:"Stripe API" x', terms: ["to=Stripe API", "text=x"] },
  { name: "quotes keep commas and colons", text: '"a:b,c"', terms: ["text=a:b,c"] },
  { name: "quotes and backslashes in quotes", text: String.raw`"a \"b\" \\"`, terms: ["text=a \"b\" \\"] },
  { name: "an empty value beside others is not there", text: "ns:web,", terms: ["ns=web"] },
  { name: "words of ours have one case", text: "VERDICT:Blocked is:Watched", terms: ["verdict=blocked", "is=watched"] },
  { name: "ids with colons", text: "to:dns:api.stripe.com", terms: ["to=dns:api.stripe.com"] },
  { name: "an address is a text, also where it begins like a field", text: "fe::1 203.0.113.4 203.0.113.4:443", terms: ["text=fe::1", "text=203.0.113.4", "text=203.0.113.4:443"] },
  { name: "IPv6 addresses and blocks", text: "ip:2001:db8::1,2001:db8::/32", terms: ["ip=2001:db8::1|2001:db8::/32"] },
  { name: "ports and ranges", text: "port:443,8000-8100", terms: ["port=443|8000-8100"] },
  { name: "the example of the specification", text: "ns:default pod:api-client policy:default-deny to:api.stripe.com ip:203.0.113.4 port:443 verdict:blocked side:egress label:app=web changed:24h is:watched is:open", terms: ["ns=default", "pod=api-client", "policy=default-deny", "to=api.stripe.com", "ip=203.0.113.4", "port=443", "verdict=blocked", "side=egress", "label=app=web", "changed=24h", "is=watched", "is=open"] },
])("$name", ({ text, terms }) => {
  const { query, faults } = parseQuery(text);
  expect(faults).toEqual([]);
  expect(query.map(short)).toEqual(terms);
});

test.each([
  { text: "verdict:denied", expected: "blocked, allowed, partly or unknown" },
  { text: "verdict:constructor", expected: "blocked, allowed, partly or unknown" },
  { text: "side:left", expected: "egress, ingress or both" },
  { text: "port:0", expected: "a port such as 443, or ports such as 8000-8100" },
  { text: "port:8100-8000", expected: "a port such as 443, or ports such as 8000-8100" },
  { text: "port:443,https", expected: "a port such as 443, or ports such as 8000-8100" },
  { text: "changed:soon", expected: "a span such as 15m, 24h or 7d" },
  { text: "is:red", expected: "watched, open or changed" },
  { text: "ip:api.stripe.com", expected: "an address or a CIDR block" },
  { text: "label:=web", expected: "a label such as app=web" },
  { text: "ns:", expected: "a name" },
  { text: '""', expected: "a text" },
  { text: 'to:"Stripe', expected: "a closing quote" },
  { text: "https://api.stripe.com", expected: `one of ${FIELDS.map((field) => `${field}:`).join(" ")}; a text with a colon stands in quotes` },
])("`$text` is told with what was expected, and the rest holds", ({ text, expected }) => {
  const { query, faults } = parseQuery(`ns:web ${text}`);
  expect(query.map(short)).toEqual(["ns=web"]);
  expect(faults).toEqual([{ written: text, expected }]);
});

const anyText = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.array(fc.constantFrom("ns:", "-", '"', "\\", ",", " ", "ip:", "port:", "a", "::", "10.0.0.0/8", "verdict:blocked", "-ns:web", "\n")).map((parts) => parts.join("")));

test("nothing that is typed throws, and what is read is read so again", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { query } = parseQuery(text);
      expect(parseQuery(formatQuery(query))).toEqual({ query, faults: [] });
    }),
    { numRuns: 2_000 },
  );
});

test("a term that is made is read as the same, whatever its values are", () => {
  const names = fc.constantFrom("ns", "pod", "policy", "from", "to", "text");
  fc.assert(
    fc.property(names, fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), fc.boolean(), (field, values, negated) => {
      const term = termOf(field, values, negated);
      expect(parseQuery(term.written)).toEqual({ query: [term], faults: [] });
    }),
    { numRuns: 2_000 },
  );
});

test("terms are added once and taken away wherever they stand; what could not be read stays", () => {
  const hide = termOf("ns", ["kube-system"], true);
  expect(withTerm("port:x ns:web", hide)).toBe("port:x ns:web -ns:kube-system");
  expect(withTerm("-ns:kube-system ns:web", hide)).toBe("ns:web -ns:kube-system");
  expect(withTerm("", hide)).toBe("-ns:kube-system");
  expect(withoutTerm("ns:web port:x ns:web", "ns:web")).toBe("port:x");
});
