import { expect, test } from "vitest";
import { readObject, policyWith, readSpecOf, rulesOf } from "./fixture.ts";

const port = (item: unknown) => ({ ingress: [{ ports: [item] }] });
const peer = (item: unknown) => ({ egress: [{ to: [item] }] });
const ipBlock = (block: unknown) => peer({ ipBlock: block });
const selector = (expression: unknown) => ({ podSelector: { matchExpressions: [expression] } });

const PORT = "spec.ingress[0].ports[0]";
const PEER = "spec.egress[0].to[0]";
const BLOCK = `${PEER}.ipBlock`;
const EXPRESSION = "spec.podSelector.matchExpressions[0]";

/** One row per clause of the API server's validation of `spec`; the errors are all that it has. */
test.each([
  { name: "V4: a podSelector that is invalid", spec: { podSelector: { matchLabels: { "-": "x" } } }, errors: ["spec.podSelector.matchLabels.-: invalid"] },

  { name: "V5, trap 37: protocol: tcp", spec: port({ protocol: "tcp" }), errors: [`${PORT}.protocol: unsupported-value`] },
  { name: "V5: protocol: ICMP", spec: port({ protocol: "ICMP" }), errors: [`${PORT}.protocol: unsupported-value`] },
  { name: "V5: protocol: ANY", spec: port({ protocol: "ANY" }), errors: [`${PORT}.protocol: unsupported-value`] },
  { name: "V5: an empty protocol is no default", spec: port({ protocol: "" }), errors: [`${PORT}.protocol: unsupported-value`] },

  { name: "V6, trap 37: port: 0", spec: port({ port: 0 }), errors: [`${PORT}.port: invalid`] },
  { name: "V6: port: 65536", spec: port({ port: 65536 }), errors: [`${PORT}.port: invalid`] },
  { name: "V6: a negative port", spec: port({ port: -1 }), errors: [`${PORT}.port: invalid`] },
  { name: "V6: a port out of int32", spec: port({ port: 2 ** 31 }), errors: [`${PORT}.port: invalid`] },

  { name: "V7, trap 37: port: \"80\" has no letter", spec: port({ port: "80" }), errors: [`${PORT}.port: invalid`] },
  { name: "V7: an empty name has neither characters nor a letter", spec: port({ port: "" }), errors: [`${PORT}.port: invalid`, `${PORT}.port: invalid`] },
  { name: "V7: a name of 16 characters", spec: port({ port: "abcdefghijklmnop" }), errors: [`${PORT}.port: invalid`] },
  { name: "V7: upper case", spec: port({ port: "hTTP" }), errors: [`${PORT}.port: invalid`] },
  { name: "V7: an underscore", spec: port({ port: "my_port" }), errors: [`${PORT}.port: invalid`] },
  { name: "V7: two hyphens in a row", spec: port({ port: "a--b" }), errors: [`${PORT}.port: invalid`] },
  { name: "V7: a hyphen in front", spec: port({ port: "-a" }), errors: [`${PORT}.port: invalid`] },
  { name: "V7: a hyphen at the end", spec: port({ port: "a-" }), errors: [`${PORT}.port: invalid`] },

  { name: "V8, trap 38: endPort without port", spec: port({ endPort: 90 }), errors: [`${PORT}.endPort: forbidden`] },
  { name: "V8, trap 38: endPort with a named port", spec: port({ port: "http", endPort: 90 }), errors: [`${PORT}.endPort: forbidden`] },
  { name: "V8, trap 38: endPort below port", spec: port({ port: 91, endPort: 90 }), errors: [`${PORT}.endPort: invalid`] },
  { name: "V8: endPort beyond 65535", spec: port({ port: 91, endPort: 65536 }), errors: [`${PORT}.endPort: invalid`] },
  { name: "V8: endPort: 0 is beyond the range and below port", spec: port({ port: 91, endPort: 0 }), errors: [`${PORT}.endPort: invalid`, `${PORT}.endPort: invalid`] },
  { name: "V8: endPort below a port that is invalid itself", spec: port({ port: 70000, endPort: 90 }), errors: [`${PORT}.port: invalid`, `${PORT}.endPort: invalid`] },

  { name: "V9: cidr missing", spec: ipBlock({}), errors: [`${BLOCK}.cidr: required`] },
  { name: "V9: cidr: null", spec: ipBlock({ cidr: null }), errors: [`${BLOCK}.cidr: required`] },
  { name: "V9: an empty cidr", spec: ipBlock({ cidr: "" }), errors: [`${BLOCK}.cidr: required`] },
  { name: "V9: an address is no CIDR", spec: ipBlock({ cidr: "10.0.0.1" }), errors: [`${BLOCK}.cidr: invalid`] },
  { name: "V9: a prefix beyond the family's", spec: ipBlock({ cidr: "10.0.0.0/33" }), errors: [`${BLOCK}.cidr: invalid`] },
  { name: "V9: three octets", spec: ipBlock({ cidr: "10.0.0/8" }), errors: [`${BLOCK}.cidr: invalid`] },
  { name: "V9: an octet beyond 255", spec: ipBlock({ cidr: "10.0.0.256/8" }), errors: [`${BLOCK}.cidr: invalid`] },
  { name: "V9: a host name", spec: ipBlock({ cidr: "example.com/32" }), errors: [`${BLOCK}.cidr: invalid`] },
  { name: "V9: white space", spec: ipBlock({ cidr: "10.0.0.0/8 " }), errors: [`${BLOCK}.cidr: invalid`] },
  { name: "V9: a very long text", spec: ipBlock({ cidr: `${"0".repeat(100_000)}/8` }), errors: [`${BLOCK}.cidr: invalid`] },

  { name: "V10, trap 46: except equal to cidr", spec: ipBlock({ cidr: "10.0.0.0/8", except: ["10.0.0.0/8"] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10: except equal to cidr once masked", spec: ipBlock({ cidr: "10.0.0.0/8", except: ["10.1.2.3/8"] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10, trap 46: except outside cidr", spec: ipBlock({ cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10: except wider than cidr", spec: ipBlock({ cidr: "10.0.0.0/8", except: ["10.0.0.0/7"] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10: except of the other family", spec: ipBlock({ cidr: "0.0.0.0/0", except: ["2001:db8::/32"] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10: except that is no CIDR", spec: ipBlock({ cidr: "10.0.0.0/8", except: ["10.1.0.0"] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10: except: [null]", spec: ipBlock({ cidr: "10.0.0.0/8", except: [null] }), errors: [`${BLOCK}.except[0]: invalid`] },
  { name: "V10: the second except only", spec: ipBlock({ cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "x"] }), errors: [`${BLOCK}.except[1]: invalid`] },

  { name: "V11, trap 9: an empty peer", spec: peer({}), errors: [`${PEER}: required`] },
  { name: "V11: a peer that is null", spec: peer(null), errors: [`${PEER}: required`] },
  { name: "V11: a peer whose fields are all null", spec: peer({ podSelector: null, ipBlock: null }), errors: [`${PEER}: required`] },
  { name: "V11: ipBlock with podSelector", spec: peer({ ipBlock: { cidr: "::/0" }, podSelector: {} }), errors: [`${PEER}: forbidden`] },
  { name: "V11: ipBlock with namespaceSelector", spec: peer({ ipBlock: { cidr: "::/0" }, namespaceSelector: {} }), errors: [`${PEER}: forbidden`] },

  { name: "V12: a matchLabels value that is no label value", spec: { podSelector: { matchLabels: { app: "a b" } } }, errors: ["spec.podSelector.matchLabels.app: invalid"] },
  { name: "V12: a matchLabels key with two slashes", spec: peer({ podSelector: { matchLabels: { "a/b/c": "x" } } }), errors: [`${PEER}.podSelector.matchLabels.a/b/c: invalid`] },
  { name: "V13, trap 25: In without values", spec: selector({ key: "a", operator: "In" }), errors: [`${EXPRESSION}.values: required`] },
  { name: "V13, trap 25: NotIn with empty values", spec: selector({ key: "a", operator: "NotIn", values: [] }), errors: [`${EXPRESSION}.values: required`] },
  { name: "V14, trap 25: Exists with values", spec: selector({ key: "a", operator: "Exists", values: ["x"] }), errors: [`${EXPRESSION}.values: forbidden`] },
  { name: "V14: DoesNotExist with values", spec: selector({ key: "a", operator: "DoesNotExist", values: ["x"] }), errors: [`${EXPRESSION}.values: forbidden`] },
  { name: "V15, trap 25: Gt", spec: selector({ key: "a", operator: "Gt", values: ["1"] }), errors: [`${EXPRESSION}.operator: unsupported-value`] },
  { name: "V15: operators are case-sensitive", spec: selector({ key: "a", operator: "in", values: ["x"] }), errors: [`${EXPRESSION}.operator: unsupported-value`] },
  { name: "V15: no operator", spec: selector({ key: "a" }), errors: [`${EXPRESSION}.operator: unsupported-value`] },
  { name: "V15: no key", spec: selector({ operator: "Exists" }), errors: [`${EXPRESSION}.key: invalid`] },
  { name: "V15: a key that is no label key", spec: selector({ key: "a b", operator: "Exists" }), errors: [`${EXPRESSION}.key: invalid`] },
  { name: "V15: a value that is no label value", spec: selector({ key: "a", operator: "In", values: ["x", "-"] }), errors: [`${EXPRESSION}.values[1]: invalid`] },

  { name: "V17: three policyTypes", spec: { policyTypes: ["Ingress", "Egress", "Ingress"] }, errors: ["spec.policyTypes: invalid"] },
  { name: "V17, trap 15: policyTypes are case-sensitive", spec: { policyTypes: ["ingress"] }, errors: ["spec.policyTypes[0]: unsupported-value"] },
  { name: "V17: policyTypes: [null]", spec: { policyTypes: [null] }, errors: ["spec.policyTypes[0]: unsupported-value"] },
  { name: "V17: policyTypes: [constructor]", spec: { policyTypes: ["constructor"] }, errors: ["spec.policyTypes[0]: unsupported-value"] },

  { name: "V18: spec as a list", spec: [], errors: ["spec: wrong-type"] },
  { name: "V18: ports as a map", spec: { ingress: [{ ports: { port: 80 } }] }, errors: ["spec.ingress[0].ports: wrong-type"] },
  { name: "V18: ports: [80]", spec: port(80), errors: [`${PORT}: wrong-type`] },
  { name: "V18: port: 80.5", spec: port({ port: 80.5 }), errors: [`${PORT}.port: wrong-type`] },
  { name: "V18: port: true", spec: port({ port: true }), errors: [`${PORT}.port: wrong-type`] },
  { name: "V18: endPort as a text", spec: port({ port: 80, endPort: "90" }), errors: [`${PORT}.endPort: wrong-type`] },
  { name: "V18: from as a map", spec: { ingress: [{ from: { podSelector: {} } }] }, errors: ["spec.ingress[0].from: wrong-type"] },
  { name: "V18: a peer as a text", spec: peer("everyone"), errors: [`${PEER}: wrong-type`] },
  { name: "V18: a selector as a text is no missing peer", spec: peer({ podSelector: "app=x" }), errors: [`${PEER}.podSelector: wrong-type`] },
  { name: "V18: ingress as a map", spec: { ingress: {} }, errors: ["spec.ingress: wrong-type"] },
  { name: "V18: egress as a text is reported once", spec: { egress: "all" }, errors: ["spec.egress: wrong-type"] },
  { name: "V18: a rule as a list", spec: { ingress: [[]] }, errors: ["spec.ingress[0]: wrong-type"] },
  { name: "V18: policyTypes as a text", spec: { policyTypes: "Ingress" }, errors: ["spec.policyTypes: wrong-type"] },
  { name: "V18: except as a text", spec: ipBlock({ cidr: "::/0", except: "::1/128" }), errors: [`${BLOCK}.except: wrong-type`] },
  { name: "V18: cidr as a number", spec: ipBlock({ cidr: 10 }), errors: [`${BLOCK}.cidr: wrong-type`] },
  { name: "V18: a label value that is a number", spec: { podSelector: { matchLabels: { version: 1 } } }, errors: ["spec.podSelector.matchLabels.version: wrong-type"] },
  { name: "V18: a label value that is a boolean", spec: { podSelector: { matchLabels: { on: true } } }, errors: ["spec.podSelector.matchLabels.on: wrong-type"] },
  { name: "V18: values that are numbers", spec: selector({ key: "a", operator: "In", values: [1] }), errors: [`${EXPRESSION}.values[0]: wrong-type`] },
  { name: "V18: values as a text", spec: selector({ key: "a", operator: "In", values: "x" }), errors: [`${EXPRESSION}.values: wrong-type`] },

  {
    name: "trap 12: one invalid port among valid rules rejects the whole object",
    spec: { ingress: [{}, { ports: [{ port: 80 }, { port: 0 }] }] },
    errors: ["spec.ingress[1].ports[1].port: invalid"],
  },
  {
    name: "a typo in a peer leaves the peer empty",
    spec: peer({ namespaceselector: {} }),
    errors: [`${PEER}.namespaceselector: unknown-field`, `${PEER}: required`],
  },
  {
    name: "all errors are reported at once",
    spec: { podSelector: { matchLabels: { app: 1 } }, ingress: [{ from: [{}], ports: [{ protocol: "tcp", port: 0 }] }], policyTypes: ["All"] },
    errors: [
      "spec.podSelector.matchLabels.app: wrong-type",
      "spec.ingress[0].from[0]: required",
      "spec.ingress[0].ports[0].protocol: unsupported-value",
      "spec.ingress[0].ports[0].port: invalid",
      "spec.policyTypes[0]: unsupported-value",
    ],
  },
])("$name", ({ spec, errors }) => {
  const reading = readSpecOf(spec);
  expect(reading.kind).toBe("rejected");
  expect(rulesOf(reading.problems)).toEqual(errors);
});

test("a problem names the object, its line, and the input in backticks", () => {
  expect(readSpecOf(port({ protocol: "tcp" })).problems).toEqual([
    {
      severity: "error",
      rule: "unsupported-value",
      message: "unsupported protocol `tcp`: use `TCP`, `UDP` or `SCTP`",
      place: { file: "policy.yaml", line: 7, path: `${PORT}.protocol` },
      object: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", namespace: "a", name: "p" },
    },
  ]);
});

test.each([
  { name: "a number", value: 5 },
  { name: "a text", value: "NetworkPolicy" },
  { name: "a list", value: [policyWith({})] },
  { name: "nothing", value: null },
])("an object that is $name is rejected", ({ value }) => {
  expect(readObject(value).kind).toBe("rejected");
});
