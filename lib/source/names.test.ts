import fc from "fast-check";
import { expect, test } from "vitest";
import { annotationKeyFaults, dnsLabelFaults, dnsSubdomainFaults, labelKeyFaults, labelValueFaults, portNameFaults } from "./names.ts";

const checks = { annotationKeyFaults, dnsLabelFaults, dnsSubdomainFaults, labelKeyFaults, labelValueFaults, portNameFaults };
const a = (length: number) => "a".repeat(length);

test.each([
  { check: "dnsLabelFaults", name: "one letter", text: "a", faults: 0 },
  { check: "dnsLabelFaults", name: "a digit in front", text: "0-a", faults: 0 },
  { check: "dnsLabelFaults", name: "63 characters", text: a(63), faults: 0 },
  { check: "dnsLabelFaults", name: "64 characters", text: a(64), faults: 1 },
  { check: "dnsLabelFaults", name: "empty", text: "", faults: 1 },
  { check: "dnsLabelFaults", name: "a dot", text: "a.b", faults: 1 },
  { check: "dnsLabelFaults", name: "upper case", text: "Prod", faults: 1 },
  { check: "dnsLabelFaults", name: "a hyphen at the end", text: "a-", faults: 1 },
  { check: "dnsLabelFaults", name: "a line break at the end", text: "a\n", faults: 1 },
  { check: "dnsSubdomainFaults", name: "parts", text: "a.b-c.0", faults: 0 },
  { check: "dnsSubdomainFaults", name: "a part longer than DNS allows", text: `${a(100)}.a`, faults: 0 },
  { check: "dnsSubdomainFaults", name: "253 characters", text: a(253), faults: 0 },
  { check: "dnsSubdomainFaults", name: "254 characters", text: a(254), faults: 1 },
  { check: "dnsSubdomainFaults", name: "an empty part", text: "a..b", faults: 1 },
  { check: "dnsSubdomainFaults", name: "a dot at the end", text: "a.", faults: 1 },
  { check: "dnsSubdomainFaults", name: "an underscore", text: "a_b", faults: 1 },
  { check: "labelKeyFaults", name: "a plain name", text: "App_1.x-y", faults: 0 },
  { check: "labelKeyFaults", name: "a prefix", text: "kubernetes.io/metadata.name", faults: 0 },
  { check: "labelKeyFaults", name: "a name of 63 characters", text: `a/${a(63)}`, faults: 0 },
  { check: "labelKeyFaults", name: "a name of 64 characters", text: `a/${a(64)}`, faults: 1 },
  { check: "labelKeyFaults", name: "a prefix of 254 characters", text: `${a(254)}/a`, faults: 1 },
  { check: "labelKeyFaults", name: "empty", text: "", faults: 1 },
  { check: "labelKeyFaults", name: "an empty prefix", text: "/a", faults: 1 },
  { check: "labelKeyFaults", name: "an empty name", text: "a/", faults: 1 },
  { check: "labelKeyFaults", name: "two slashes", text: "a/b/c", faults: 1 },
  { check: "labelKeyFaults", name: "an upper case prefix", text: "Example.com/a", faults: 1 },
  { check: "labelKeyFaults", name: "prefix and name", text: "A/-", faults: 2 },
  { check: "labelKeyFaults", name: "a property of every object", text: "constructor", faults: 0 },
  { check: "labelKeyFaults", name: "underscores at the ends", text: "__proto__", faults: 1 },
  { check: "annotationKeyFaults", name: "an upper case prefix", text: "Example.com/a", faults: 0 },
  { check: "annotationKeyFaults", name: "a space", text: "a b", faults: 1 },
  { check: "labelValueFaults", name: "empty", text: "", faults: 0 },
  { check: "labelValueFaults", name: "upper case and signs inside", text: "V1.0_b-2", faults: 0 },
  { check: "labelValueFaults", name: "63 characters", text: a(63), faults: 0 },
  { check: "labelValueFaults", name: "64 characters", text: a(64), faults: 1 },
  { check: "labelValueFaults", name: "a slash", text: "a/b", faults: 1 },
  { check: "labelValueFaults", name: "a dot at the end", text: "a.", faults: 1 },
  { check: "labelValueFaults", name: "a letter beyond ASCII", text: "ä", faults: 1 },
  { check: "portNameFaults", name: "15 characters", text: a(15), faults: 0 },
  { check: "portNameFaults", name: "16 characters", text: a(16), faults: 1 },
  { check: "portNameFaults", name: "digits and one letter", text: "8080-a", faults: 0 },
  { check: "portNameFaults", name: "digits only", text: "8080", faults: 1 },
  { check: "portNameFaults", name: "every fault at once", text: "--8_", faults: 4 },
] as const)("$check: $name", ({ check, text, faults }) => expect(checks[check](text)).toHaveLength(faults));

test("a very long text is judged at once", () => {
  const text = `${a(1_000_000)}!`;
  expect(Object.values(checks).map((check) => check(text).length)).toEqual([1, 1, 1, 1, 1, 1]);
});

test("names are judged as by the API server's own patterns", () => {
  const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
  const qualified = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "0", "-", ".", "A", "_", "ä"), maxLength: 8 }), (text) => {
      expect(dnsSubdomainFaults(text).length === 0).toBe(subdomain.test(text));
      expect(labelValueFaults(text).length === 0).toBe(text === "" || qualified.test(text));
      expect(labelKeyFaults(`${text}/${text}`).length === 0).toBe(subdomain.test(text) && qualified.test(text));
    }),
  );
});
