import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAddress } from "./address.ts";
import { cidr } from "./cidr.ts";
import { type Range, cut, everyRange, firstOf, formatRange, publicRanges, without } from "./range.ts";

function between(from: string, to: string): Range {
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (first === undefined || last === undefined) throw new Error(`${from} – ${to}`);
  return { family: first.family, first: first.value, last: last.value };
}
const texts = (ranges: readonly Range[]): readonly string[] => ranges.map(formatRange);

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

describe("cut", () => {
  test.each([
    { name: "by nothing", edges: [], pieces: ["10.0.0.0/29"] },
    { name: "by itself", edges: [cidr("10.0.0.0/29")], pieces: ["10.0.0.0/29"] },
    { name: "by what covers it", edges: [cidr("0.0.0.0/0")], pieces: ["10.0.0.0/29"] },
    { name: "by what is beside it", edges: [cidr("10.0.0.8/29")], pieces: ["10.0.0.0/29"] },
    { name: "by the other family", edges: [cidr("::/0"), cidr("::a00:1/128")], pieces: ["10.0.0.0/29"] },
    { name: "at its beginning", edges: [cidr("10.0.0.0/30")], pieces: ["10.0.0.0/30", "10.0.0.4/30"] },
    { name: "at its end", edges: [cidr("10.0.0.7/32")], pieces: ["10.0.0.0–10.0.0.6", "10.0.0.7"] },
    { name: "in its middle", edges: [cidr("10.0.0.2/31")], pieces: ["10.0.0.0/31", "10.0.0.2/31", "10.0.0.4/30"] },
    { name: "by blocks inside each other", edges: [cidr("10.0.0.0/30"), cidr("10.0.0.0/31")], pieces: ["10.0.0.0/31", "10.0.0.2/31", "10.0.0.4/30"] },
    { name: "by the same block twice", edges: [cidr("10.0.0.0/30"), cidr("10.0.0.0/30")], pieces: ["10.0.0.0/30", "10.0.0.4/30"] },
  ])("$name", ({ edges, pieces }) => expect(texts(cut([cidr("10.0.0.0/29")], edges))).toEqual(pieces));

  test("each range by itself", () => {
    expect(texts(cut([cidr("10.0.0.0/31"), cidr("fd00::/127")], [cidr("10.0.0.1/32"), cidr("fd00::1/128")]))).toEqual(["10.0.0.0", "10.0.0.1", "fd00::", "fd00::1"]);
  });
  test("up to the last address there is", () => {
    expect(texts(cut([cidr("255.255.255.254/31")], [cidr("255.255.255.255/32")]))).toEqual(["255.255.255.254", "255.255.255.255"]);
    expect(texts(cut([cidr("::/0")], [cidr("::/0")]))).toEqual(["::/0"]);
  });
});

describe("without", () => {
  test.each([
    { name: "nothing", holes: [], left: ["10.0.0.0/29"] },
    { name: "itself", holes: [cidr("10.0.0.0/29")], left: [] },
    { name: "all of it in two", holes: [cidr("10.0.0.0/30"), cidr("10.0.0.4/30")], left: [] },
    { name: "its middle", holes: [cidr("10.0.0.2/31")], left: ["10.0.0.0/31", "10.0.0.4/30"] },
    { name: "its ends", holes: [cidr("10.0.0.0/32"), cidr("10.0.0.7/32")], left: ["10.0.0.1–10.0.0.6"] },
    { name: "what it has not", holes: [cidr("11.0.0.0/8"), cidr("::/0")], left: ["10.0.0.0/29"] },
  ])("$name", ({ holes, left }) => {
    const found = without([cidr("10.0.0.0/29")], holes);
    const joined = found.reduce<readonly Range[]>((all, piece) => {
      const before = all.at(-1);
      return before && before.last + 1n === piece.first ? [...all.slice(0, -1), { ...before, last: piece.last }] : [...all, piece];
    }, []);
    expect(texts(joined)).toEqual(left);
  });
});

test("pieces cover the range once, and every edge holds all of a piece or nothing", () => {
  const range = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]): Range => ({ family: 4, first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b)) }));
  fc.assert(fc.property(range, fc.array(range, { maxLength: 5 }), (whole, edges) => {
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

test("every address is of both families only where IPv6 is in use", () => {
  expect(texts(everyRange(false))).toEqual(["0.0.0.0/0"]);
  expect(texts(everyRange(true))).toEqual(["0.0.0.0/0", "::/0"]);
});

describe("globally routable", () => {
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
