import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressAt, bitsOf, parseAddress } from "./address.ts";
import { cidr, cidrOf, contains, covers, parseCidr } from "./cidr.ts";

describe("an address", () => {
  test.each([
    { name: "IPv4", text: "10.0.0.1", is: "10.0.0.1" },
    { name: "leading zeros are decimal", text: "010.000.000.001", is: "10.0.0.1" },
    { name: "IPv6 in its shortest form", text: "2001:DB8:0:0:0:0:0:1", is: "2001:db8::1" },
    { name: "IPv4-mapped IPv6 is IPv4", text: "::ffff:10.0.0.1", is: "10.0.0.1" },
    { name: "IPv4-mapped in groups too", text: "::ffff:a00:1", is: "10.0.0.1" },
    { name: "IPv6 that ends in four octets", text: "64:ff9b::10.0.0.1", is: "64:ff9b::a00:1" },
    { name: "IPv4-compatible IPv6 stays IPv6", text: "::10.0.0.1", is: "::a00:1" },
    { name: "three octets are none", text: "10.0.1", is: undefined },
    { name: "a number is none", text: "167772161", is: undefined },
    { name: "an octet beyond 255", text: "10.0.0.256", is: undefined },
    { name: "hexadecimal octets", text: "0x0a.0.0.1", is: undefined },
    { name: "a zone", text: "fe80::1%eth0", is: undefined },
    { name: "brackets", text: "[::1]", is: undefined },
    { name: "spaces", text: " 10.0.0.1", is: undefined },
    { name: "nothing", text: "", is: undefined },
  ])("$name", ({ text, is }) => expect(parseAddress(text)?.text).toBe(is));

  test("is found again by its number and by its text", () => {
    fc.assert(fc.property(fc.constantFrom<4 | 6>(4, 6), fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (family, value) => {
      const address = addressAt(family, family === 4 ? value : value << 64n);
      expect(parseAddress(address.text)).toEqual(address);
    }));
  });
});

describe("a block", () => {
  test.each([
    { name: "as it is", text: "10.0.0.0/8", is: "10.0.0.0/8", hostBits: false, mapped: false },
    { name: "host bits are masked", text: "10.1.2.3/8", is: "10.0.0.0/8", hostBits: true, mapped: false },
    { name: "every IPv4 address", text: "0.0.0.0/0", is: "0.0.0.0/0", hostBits: false, mapped: false },
    { name: "one IPv6 address", text: "fd00::1/128", is: "fd00::1/128", hostBits: false, mapped: false },
    { name: "IPv4-mapped counts from 96", text: "::ffff:10.0.0.0/104", is: "10.0.0.0/8", hostBits: false, mapped: true },
    { name: "around the IPv4-mapped it is IPv6", text: "::ffff:0.0.0.0/80", is: "::/80", hostBits: true, mapped: true },
  ])("$name", ({ text, is, hostBits, mapped }) => expect(parseCidr(text)).toMatchObject({ cidr: { text: is }, hostBits, mapped }));

  test.each(["10.0.0.0", "10.0.0.0/33", "fd00::/129", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/8/8", "/8", "10.0.0.0/", "host/8", "::ffff:10.0.0.0/129"])("%s is none", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test.each([
    { name: "its first address", block: "10.0.0.0/8", address: "10.0.0.0", holds: true },
    { name: "its last address", block: "10.0.0.0/8", address: "10.255.255.255", holds: true },
    { name: "not the next", block: "10.0.0.0/8", address: "11.0.0.0", holds: false },
    { name: "not the other family, though of one number", block: "::/0", address: "10.0.0.1", holds: false },
    { name: "an IPv4-mapped address is IPv4", block: "10.0.0.0/8", address: "::ffff:10.0.0.1", holds: true },
  ])("$name", ({ block, address, holds }) => {
    const parsed = parseAddress(address);
    expect(parsed !== undefined && contains(cidr(block), parsed)).toBe(holds);
  });

  test.each([
    { name: "itself", outer: "10.0.0.0/8", inner: "10.0.0.0/8", is: true },
    { name: "a part", outer: "10.0.0.0/8", inner: "10.1.0.0/16", is: true },
    { name: "not the whole", outer: "10.1.0.0/16", inner: "10.0.0.0/8", is: false },
    { name: "not the other family", outer: "::/0", inner: "0.0.0.0/0", is: false },
  ])("covers $name", ({ outer, inner, is }) => expect(covers(cidr(outer), cidr(inner))).toBe(is));
});

describe("a block from its first to its last address", () => {
  test.each([
    { name: "IPv4", text: "10.0.0.0/8", canonical: "10.0.0.0/8", first: "10.0.0.0", last: "10.255.255.255" },
    { name: "every IPv4 address", text: "0.0.0.0/0", canonical: "0.0.0.0/0", first: "0.0.0.0", last: "255.255.255.255" },
    { name: "one IPv4 address", text: "10.1.2.3/32", canonical: "10.1.2.3/32", first: "10.1.2.3", last: "10.1.2.3" },
    { name: "two IPv4 addresses", text: "10.1.2.2/31", canonical: "10.1.2.2/31", first: "10.1.2.2", last: "10.1.2.3" },
    { name: "the upper half", text: "128.0.0.0/1", canonical: "128.0.0.0/1", first: "128.0.0.0", last: "255.255.255.255" },
    { name: "bits behind the prefix are masked", text: "10.1.2.3/8", canonical: "10.0.0.0/8", first: "10.0.0.0", last: "10.255.255.255", hostBits: true },
    { name: "any address and no prefix bits", text: "10.1.2.3/0", canonical: "0.0.0.0/0", first: "0.0.0.0", last: "255.255.255.255", hostBits: true },
    { name: "leading zeros are decimal", text: "010.000.000.000/8", canonical: "10.0.0.0/8", first: "10.0.0.0", last: "10.255.255.255" },
    { name: "IPv6", text: "2001:DB8::/32", canonical: "2001:db8::/32", first: "2001:db8::", last: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff" },
    { name: "every IPv6 address", text: "::/0", canonical: "::/0", first: "::", last: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
    { name: "one IPv6 address", text: "fd00::1/128", canonical: "fd00::1/128", first: "fd00::1", last: "fd00::1" },
    { name: "IPv6 with bits behind the prefix", text: "fd00::1/64", canonical: "fd00::/64", first: "fd00::", last: "fd00::ffff:ffff:ffff:ffff", hostBits: true },
    { name: "IPv4-compatible is IPv6", text: "::10.0.0.0/104", canonical: "::a00:0/104", first: "::a00:0", last: "::aff:ffff" },
    { name: "IPv4-mapped is IPv4", text: "::ffff:10.0.0.0/104", canonical: "10.0.0.0/8", first: "10.0.0.0", last: "10.255.255.255", mapped: true },
    { name: "one IPv4-mapped address", text: "::ffff:10.0.0.1/128", canonical: "10.0.0.1/32", first: "10.0.0.1", last: "10.0.0.1", mapped: true },
    { name: "all IPv4-mapped addresses", text: "::ffff:0:0/96", canonical: "0.0.0.0/0", first: "0.0.0.0", last: "255.255.255.255", mapped: true },
    { name: "more than the IPv4-mapped addresses", text: "::ffff:10.0.0.0/80", canonical: "::/80", first: "::", last: "::ffff:ffff:ffff", hostBits: true, mapped: true },
  ])("$name", ({ text, canonical, first, last, hostBits = false, mapped = false }) => {
    const parsed = parseCidr(text);
    expect(parsed?.cidr.text).toBe(canonical);
    expect([parsed?.hostBits, parsed?.mapped]).toEqual([hostBits, mapped]);
    const { family, first: low, last: high } = cidr(text);
    expect([addressAt(family, low).text, addressAt(family, high).text]).toEqual([first, last]);
  });
});

test.each([
  "", "/", "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/00", "10.0.0.0/8 ", " 10.0.0.0/8", "10.0.0.0/8/8", "10.0.0/8", "10.0.0.0/255.0.0.0", "10.0.0.0/+8", "10.0.0.256/8",
  "::/129", "fd00::/999", "fe80::1%eth0/64", "::ffff:10.0.0.1/129", "localhost/8",
])("not a block: `%s`", (text) => {
  expect(parseCidr(text)).toBeUndefined();
  expect(() => cidr(text)).toThrow("not a CIDR");
});

test.each([
  { block: "10.0.0.0/30", address: "10.0.0.0", inside: true },
  { block: "10.0.0.0/30", address: "10.0.0.3", inside: true },
  { block: "10.0.0.0/30", address: "10.0.0.4", inside: false },
  { block: "10.0.0.4/30", address: "10.0.0.3", inside: false },
  { block: "0.0.0.0/0", address: "255.255.255.255", inside: true },
  { block: "0.0.0.0/0", address: "::", inside: false },
  { block: "::/0", address: "0.0.0.0", inside: false },
  { block: "::/0", address: "::ffff:10.0.0.1", inside: false },
  { block: "::ffff:10.0.0.0/104", address: "10.1.2.3", inside: true },
  { block: "fd00::/8", address: "fdff::1", inside: true },
  { block: "fd00::/8", address: "fe00::", inside: false },
])("$block holds $address: $inside", ({ block, address, inside }) => {
  const parsed = parseAddress(address);
  expect(parsed && contains(cidr(block), parsed)).toBe(inside);
});

test.each([
  { outer: "10.0.0.0/8", inner: "10.1.0.0/16", expected: true },
  { outer: "10.0.0.0/8", inner: "10.0.0.0/8", expected: true },
  { outer: "10.1.0.0/16", inner: "10.0.0.0/8", expected: false },
  { outer: "10.0.0.0/8", inner: "11.0.0.0/16", expected: false },
  { outer: "0.0.0.0/0", inner: "255.255.255.255/32", expected: true },
  { outer: "::/0", inner: "10.0.0.0/8", expected: false },
])("$outer covers $inner: $expected", ({ outer, inner, expected }) => expect(covers(cidr(outer), cidr(inner))).toBe(expected));

test("a block holds exactly the addresses that begin as it does", () => {
  const block = fc.constantFrom<4 | 6>(4, 6).chain((family) => {
    const value = fc.bigInt({ min: 0n, max: (1n << BigInt(bitsOf(family))) - 1n });
    return fc.record({ family: fc.constant(family), a: value, b: fc.oneof(value, value.map((other) => other >> 8n)), prefix: fc.integer({ min: 0, max: bitsOf(family) }) });
  });
  fc.assert(fc.property(block, ({ family, a, b, prefix }) => {
    const found = cidrOf(addressAt(family, a), prefix);
    const begin = (value: bigint): string => value.toString(2).padStart(bitsOf(family), "0").slice(0, prefix);
    expect(contains(found, addressAt(family, a))).toBe(true);
    expect(contains(found, addressAt(family, b))).toBe(begin(a) === begin(b));
    expect(found.last - found.first + 1n).toBe(1n << BigInt(bitsOf(family) - prefix));
  }));
});
