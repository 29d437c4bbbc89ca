import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains, cidr, cidrOf } from "./cidr.ts";
import { addressAt, parseAddress } from "./address.ts";
import { type Range, cut, everyRange, firstOf, formatRange, publicRanges, without } from "./range.ts";

const range = (text: string): Range => {
  const [first = "", last = first] = text.split("-").map((end) => parseAddress(end)?.value ?? expect.unreachable(end));
  return typeof first === "bigint" && typeof last === "bigint" ? { family: text.includes(":") ? 6 : 4, first, last } : expect.unreachable(text);
};
const texts = (ranges: readonly Range[]): readonly string[] => ranges.map(formatRange);

describe("cut", () => {
  test.each([
    { name: "no edge leaves it whole", ranges: ["10.0.0.0/8"], edges: [], pieces: ["10.0.0.0/8"] },
    { name: "an edge inside gives three pieces", ranges: ["10.0.0.0/8"], edges: ["10.64.0.0/10"], pieces: ["10.0.0.0/10", "10.64.0.0/10", "10.128.0.0/9"] },
    { name: "an edge at the start gives two", ranges: ["10.0.0.0/8"], edges: ["10.0.0.0/9"], pieces: ["10.0.0.0/9", "10.128.0.0/9"] },
    { name: "an edge at the end gives two", ranges: ["10.0.0.0/8"], edges: ["10.128.0.0/9"], pieces: ["10.0.0.0/9", "10.128.0.0/9"] },
    { name: "an edge around it leaves it whole", ranges: ["10.0.0.0/8"], edges: ["0.0.0.0/0"], pieces: ["10.0.0.0/8"] },
    { name: "an edge beside it leaves it whole", ranges: ["10.0.0.0/8"], edges: ["11.0.0.0/8", "9.0.0.0/8"], pieces: ["10.0.0.0/8"] },
    { name: "an edge of the other family leaves it whole", ranges: ["10.0.0.0/8"], edges: ["::/0", "a00::/8"], pieces: ["10.0.0.0/8"] },
    { name: "the same edge twice cuts once", ranges: ["10.0.0.0/31"], edges: ["10.0.0.0/32", "10.0.0.0/32"], pieces: ["10.0.0.0", "10.0.0.1"] },
    { name: "one address is never cut", ranges: ["10.0.0.1/32"], edges: ["10.0.0.1/32"], pieces: ["10.0.0.1"] },
    { name: "the last address of all", ranges: ["255.255.255.254/31"], edges: ["255.255.255.255/32"], pieces: ["255.255.255.254", "255.255.255.255"] },
    { name: "IPv6", ranges: ["fd00::/8"], edges: ["fd80::/9"], pieces: ["fd00::/9", "fd80::/9"] },
  ])("$name", ({ ranges, edges, pieces }) => expect(texts(cut(ranges.map(cidr), edges.map(cidr)))).toEqual(pieces));
});

describe("without", () => {
  test.each([
    { name: "a hole in the middle", ranges: ["10.0.0.0/30"], holes: ["10.0.0.1/32"], left: ["10.0.0.0", "10.0.0.2/31"] },
    { name: "all of it", ranges: ["10.0.0.0/30"], holes: ["10.0.0.0/8"], left: [] },
    { name: "nothing of it", ranges: ["10.0.0.0/30"], holes: ["11.0.0.0/8"], left: ["10.0.0.0/30"] },
    { name: "holes that overlap", ranges: ["10.0.0.0/29"], holes: ["10.0.0.0/30", "10.0.0.2/31", "10.0.0.3/32"], left: ["10.0.0.4/30"] },
    { name: "a hole of the other family", ranges: ["10.0.0.0/30"], holes: ["::/0"], left: ["10.0.0.0/30"] },
  ])("$name", ({ ranges, holes, left }) => expect(texts(without(ranges.map(cidr), holes.map(cidr)))).toEqual(left));
});

describe("the public addresses", () => {
  const holds = (ranges: readonly Range[], text: string): boolean => {
    const { family, first } = range(text);
    return ranges.some((one) => one.family === family && one.first <= first && first <= one.last);
  };
  test.each([
    { name: "of the internet", address: "8.8.8.8", isPublic: true },
    { name: "just before a private block", address: "9.255.255.255", isPublic: true },
    { name: "private, class A", address: "10.0.0.1", isPublic: false },
    { name: "private, class B", address: "172.31.255.255", isPublic: false },
    { name: "just after it", address: "172.32.0.0", isPublic: true },
    { name: "private, class C", address: "192.168.0.1", isPublic: false },
    { name: "of a carrier's NAT", address: "100.64.0.1", isPublic: false },
    { name: "of the host itself", address: "127.0.0.1", isPublic: false },
    { name: "link-local", address: "169.254.169.254", isPublic: false },
    { name: "for documentation", address: "203.0.113.4", isPublic: false },
    { name: "of a group", address: "224.0.0.1", isPublic: false },
    { name: "reserved", address: "255.255.255.255", isPublic: false },
    { name: "IPv6 of the internet", address: "2606:4700::1", isPublic: true },
    { name: "IPv6 unique local", address: "fd00::1", isPublic: false },
    { name: "IPv6 link-local", address: "fe80::1", isPublic: false },
    { name: "IPv6 for documentation", address: "2001:db8::1", isPublic: false },
    { name: "IPv6 of the host itself", address: "::1", isPublic: false },
  ])("$name", ({ address, isPublic }) => expect(holds(publicRanges(true), address)).toBe(isPublic));

  test("without IPv6 only IPv4", () => {
    expect(publicRanges(false).every(({ family }) => family === 4)).toBe(true);
    expect(texts(everyRange(false))).toEqual(["0.0.0.0/0"]);
    expect(texts(everyRange(true))).toEqual(["0.0.0.0/0", "::/0"]);
  });
});

describe("a range's text", () => {
  test.each([
    { name: "one address", range: "10.0.0.1", text: "10.0.0.1" },
    { name: "a block", range: "10.0.0.0-10.255.255.255", text: "10.0.0.0/8" },
    { name: "as many as a block, and none", range: "10.0.0.1-10.0.0.2", text: "10.0.0.1–10.0.0.2" },
    { name: "any other", range: "10.0.0.0-10.0.0.9", text: "10.0.0.0–10.0.0.9" },
    { name: "IPv6", range: "fd00::-fd00::ffff", text: "fd00::/112" },
  ])("$name", (row) => expect(formatRange(range(row.range))).toBe(row.text));
});

const block = fc.record({ value: fc.bigInt({ min: 0n, max: 255n }), prefix: fc.integer({ min: 24, max: 32 }) }).map(({ value, prefix }) => cidrOf(addressAt(4, 0x0a000000n + value), prefix));
const blocks = fc.array(block, { maxLength: 4 });

test("every block of the edges holds all of a piece or nothing, and the pieces are what was cut", () => {
  fc.assert(fc.property(block, blocks, (whole, edges) => {
    const pieces = cut([whole], edges);
    for (const piece of pieces) {
      for (const edge of edges) expect(contains(edge, firstOf(piece))).toBe(contains(edge, addressAt(4, piece.last)));
    }
    expect(pieces[0]?.first).toBe(whole.first);
    expect(pieces.at(-1)?.last).toBe(whole.last);
    expect(pieces.slice(1).every(({ first }, i) => first === (pieces[i]?.last ?? 0n) + 1n)).toBe(true);
  }));
});

test("an address is left exactly where no hole has it", () => {
  fc.assert(fc.property(block, blocks, fc.bigInt({ min: 0n, max: 255n }), (whole, holes, offset) => {
    const address = addressAt(4, 0x0a000000n + offset);
    const left = without([whole], holes).some(({ first, last }) => first <= address.value && address.value <= last);
    expect(left).toBe(contains(whole, address) && !holes.some((hole) => contains(hole, address)));
  }));
});

function between(from: string, to: string): Range {
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (first === undefined || last === undefined) throw new Error(`${from} – ${to}`);
  return { family: first.family, first: first.value, last: last.value };
}

describe("a range is written", () => {
  test.each([
    { name: "as its address, where it is one", range: between("10.0.0.1", "10.0.0.1"), text: "10.0.0.1" },
    { name: "as a block, where it is one", range: between("10.0.0.0", "10.0.0.255"), text: "10.0.0.0/24" },
    { name: "as the smallest block", range: between("10.0.0.2", "10.0.0.3"), text: "10.0.0.2/31" },
    { name: "as the largest block", range: between("0.0.0.0", "255.255.255.255"), text: "0.0.0.0/0" },
    { name: "as the largest IPv6 block", range: cidr("::/0"), text: "::/0" },
    { name: "from and to, where the size is no block's", range: between("10.0.0.0", "10.0.0.9"), text: "10.0.0.0–10.0.0.9" },
    { name: "from and to, where a block cannot begin", range: between("10.0.0.1", "10.0.0.2"), text: "10.0.0.1–10.0.0.2" },
    { name: "from and to in IPv6", range: between("fd00::", "fd00::2"), text: "fd00::–fd00::2" },
  ])("$name", ({ range, text }) => expect(formatRange(range)).toBe(text));
});

describe("cut, at the edges of edges", () => {
  test.each([
    { name: "by itself", edges: [cidr("10.0.0.0/29")], pieces: ["10.0.0.0/29"] },
    { name: "at its last address", edges: [cidr("10.0.0.7/32")], pieces: ["10.0.0.0–10.0.0.6", "10.0.0.7"] },
    { name: "by blocks inside each other", edges: [cidr("10.0.0.0/30"), cidr("10.0.0.0/31")], pieces: ["10.0.0.0/31", "10.0.0.2/31", "10.0.0.4/30"] },
    { name: "by a number of the other family", edges: [cidr("::a00:1/128")], pieces: ["10.0.0.0/29"] },
  ])("$name", ({ edges, pieces }) => expect(texts(cut([cidr("10.0.0.0/29")], edges))).toEqual(pieces));

  test("each range by itself", () => {
    expect(texts(cut([cidr("10.0.0.0/31"), cidr("fd00::/127")], [cidr("10.0.0.1/32"), cidr("fd00::1/128")]))).toEqual(["10.0.0.0", "10.0.0.1", "fd00::", "fd00::1"]);
  });
  test("the whole of IPv6 by itself", () => expect(texts(cut([cidr("::/0")], [cidr("::/0")]))).toEqual(["::/0"]));
});

test("the same for ranges that are no blocks", () => {
  const anyRange = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]): Range => ({ family: 4, first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b)) }));
  fc.assert(fc.property(anyRange, fc.array(anyRange, { maxLength: 5 }), (whole, edges) => {
    const pieces = cut([whole], edges);
    expect(pieces.map(({ first }) => first)).toEqual([whole.first, ...pieces.slice(0, -1).map(({ last }) => last + 1n)]);
    expect(pieces.at(-1)?.last).toBe(whole.last);
    for (const piece of pieces) {
      for (const edge of edges) {
        const [begins, ends] = [piece.first, piece.last].map((at) => edge.first <= at && at <= edge.last);
        expect(begins).toBe(ends);
      }
    }
    const kept = without([whole], edges);
    for (let at = whole.first; at <= whole.last; at++) {
      expect(kept.some(({ first, last }) => first <= at && at <= last)).toBe(!edges.some(({ first, last }) => first <= at && at <= last));
    }
  }));
});

test("the first address stands for a range", () => expect(firstOf(cidr("10.1.2.3/8")).text).toBe("10.0.0.0"));

describe("both sides of every block that is not public", () => {
  const isPublic = (text: string, usesIpv6 = true): boolean => {
    const address = parseAddress(text);
    return publicRanges(usesIpv6).some(({ family, first, last }) => family === address?.family && first <= address.value && address.value <= last);
  };
  test.each([
    "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
    "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
    "2000::", "2001:4860:4860::8888", "2001:db7:ffff::", "2001:db9::", "2606:4700::1111", "3ffe:ffff::", "3fff:1000::",
  ])("%s is", (text) => expect(isPublic(text)).toBe(true));
  test.each([
    "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.2.1",
    "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.255", "224.0.0.1", "240.0.0.0", "255.255.255.255",
    "::", "::1", "64:ff9b::1", "1fff:ffff::", "2001:db8::", "2001:db8:ffff::", "3fff::1", "4000::", "fc00::1", "fd00::1", "fe80::1", "ff02::1",
  ])("%s is not", (text) => expect(isPublic(text)).toBe(false));
  test("IPv6 is left out where nothing uses it", () => expect(isPublic("2606:4700::1111", false)).toBe(false));
});
