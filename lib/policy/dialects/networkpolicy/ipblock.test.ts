import { expect, test } from "vitest";
import { acceptedSpec, readSpecOf, rulesOf } from "./fixture.ts";

const CIDR = "spec.egress[0].to[0].ipBlock.cidr: invalid";
const EXCEPT = "spec.egress[0].to[0].ipBlock.except[0]: invalid";

/** What the API server accepts up to 1.35: the text it means, and what we warn about. */
test.each([
  { name: "a canonical IPv4 block", block: { cidr: "10.0.0.0/8" }, means: "10.0.0.0/8", except: [], disputed: false, warnings: [] },
  { name: "every IPv4 address", block: { cidr: "0.0.0.0/0" }, means: "0.0.0.0/0", except: [], disputed: false, warnings: [] },
  { name: "an IPv6 block with zeros in its groups", block: { cidr: "2001:0db8::/32" }, means: "2001:db8::/32", except: [], disputed: false, warnings: [] },
  { name: "V9, trap 63: host bits are masked", block: { cidr: "10.0.0.5/8" }, means: "10.0.0.0/8", except: [], disputed: false, warnings: [CIDR] },
  { name: "V9: leading zeros of octets are decimal", block: { cidr: "010.020.0.0/16" }, means: "10.20.0.0/16", except: [], disputed: false, warnings: [CIDR] },
  { name: "V9: leading zeros of the prefix", block: { cidr: "10.0.0.0/08" }, means: "10.0.0.0/8", except: [], disputed: false, warnings: [CIDR] },
  { name: "V9: IPv4-mapped IPv6 is disputed", block: { cidr: "::ffff:10.0.0.0/104" }, means: "10.0.0.0/8", except: [], disputed: true, warnings: [CIDR] },
  { name: "V9: leading zeros of a mapped block's octets", block: { cidr: "::ffff:010.0.0.0/104" }, means: "10.0.0.0/8", except: [], disputed: true, warnings: [CIDR, CIDR] },
  { name: "each fault has its warning", block: { cidr: "010.0.0.5/8" }, means: "10.0.0.0/8", except: [], disputed: false, warnings: [CIDR, CIDR] },
  { name: "V10: an exception's host bits", block: { cidr: "10.0.0.0/8", except: ["10.1.2.3/16"] }, means: "10.0.0.0/8", except: ["10.1.0.0/16"], disputed: false, warnings: [EXCEPT] },
  { name: "V10: overlapping exceptions", block: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "10.1.1.0/24"] }, means: "10.0.0.0/8", except: ["10.1.0.0/16", "10.1.1.0/24"], disputed: false, warnings: [] },
  { name: "V10: except: null is absent", block: { cidr: "10.0.0.0/8", except: null }, means: "10.0.0.0/8", except: [], disputed: false, warnings: [] },
  { name: "V10: a mapped exception disputes the block, and its written prefix counts", block: { cidr: "10.0.0.0/8", except: ["::ffff:10.0.0.0/104"] }, means: "10.0.0.0/8", except: ["10.0.0.0/8"], disputed: true, warnings: [EXCEPT] },
])("$name", ({ block, means, except, disputed, warnings }) => {
  const spec = { egress: [{ to: [{ ipBlock: block }] }] };
  expect(acceptedSpec(spec).egress?.rules[0]?.peers).toMatchObject([
    { kind: "cidr", cidr: { text: means }, except: except.map((text) => ({ text })), disputed },
  ]);
  expect(rulesOf(readSpecOf(spec).problems, "warning")).toEqual(warnings);
});

test("a plain exception of a mapped block is no strict subset: its written prefix is shorter", () => {
  const spec = { egress: [{ to: [{ ipBlock: { cidr: "::ffff:10.0.0.0/104", except: ["10.1.0.0/16"] } }] }] };
  expect(readSpecOf(spec).kind).toBe("rejected");
});

test("a warning says what the text means", () => {
  expect(readSpecOf({ egress: [{ to: [{ ipBlock: { cidr: "10.0.0.5/8" } }] }] }).problems.map(({ message }) => message)).toEqual([
    "`10.0.0.5/8` has bits set beyond its prefix: it means `10.0.0.0/8`, and Kubernetes 1.36 rejects it",
  ]);
});
