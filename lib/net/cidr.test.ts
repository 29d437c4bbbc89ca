import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressAt, parseAddress } from "./address.ts";
import { cidr, contains, covers, parseCidr } from "./cidr.ts";

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
