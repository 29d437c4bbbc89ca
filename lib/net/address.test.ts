import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressAt, parseAddress } from "./address.ts";

describe("an address", () => {
  test.each([
    { name: "IPv4", text: "10.1.2.3", canonical: "10.1.2.3", family: 4, value: 0x0a010203n },
    { name: "the lowest IPv4", text: "0.0.0.0", canonical: "0.0.0.0", family: 4, value: 0n },
    { name: "the highest IPv4", text: "255.255.255.255", canonical: "255.255.255.255", family: 4, value: (1n << 32n) - 1n },
    { name: "leading zeros are decimal, not octal", text: "010.001.000.011", canonical: "10.1.0.11", family: 4, value: 0x0a01000bn },
    { name: "IPv6", text: "2001:db8::1", canonical: "2001:db8::1", family: 6, value: 0x20010db8000000000000000000000001n },
    { name: "IPv6 in capitals and in full", text: "2001:0DB8:0:0:0:0:0:00FF", canonical: "2001:db8::ff", family: 6, value: 0x20010db80000000000000000000000ffn },
    { name: "the longest run of zeros is shortened", text: "2001:0:0:1:0:0:0:1", canonical: "2001:0:0:1::1", family: 6, value: 0x20010000000000010000000000000001n },
    { name: "the lowest IPv6", text: "::", canonical: "::", family: 6, value: 0n },
    { name: "the highest IPv6", text: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", canonical: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", family: 6, value: (1n << 128n) - 1n },
    { name: "IPv4-mapped IPv6 is IPv4", text: "::ffff:10.0.0.1", canonical: "10.0.0.1", family: 4, value: 0x0a000001n },
    { name: "IPv4-mapped in hexadecimal", text: "::ffff:a00:1", canonical: "10.0.0.1", family: 4, value: 0x0a000001n },
    { name: "IPv4-mapped in full", text: "0:0:0:0:0:FFFF:10.0.0.1", canonical: "10.0.0.1", family: 4, value: 0x0a000001n },
    { name: "IPv4-compatible is IPv6", text: "::10.0.0.1", canonical: "::a00:1", family: 6, value: 0x0a000001n },
    { name: "IPv4 inside NAT64 is IPv6", text: "64:ff9b::192.0.2.1", canonical: "64:ff9b::c000:201", family: 6, value: 0x0064ff9b0000000000000000c0000201n },
  ])("$name", ({ text, canonical, family, value }) => {
    expect(parseAddress(text)).toEqual({ kind: "address", family, value, text: canonical });
  });
});

test.each([
  "", " ", "10.0.0", "10.0.0.0.1", "10.0.0.256", "10.0.0.-1", "10.0.0.1 ", "10.0.0.0x1", "0x0a000001", "167772161", "10.1", "10.0..1", "1e1.0.0.1", "١.0.0.1",
  ":", ":::", "1::2::3", "2001:db8", "2001:db8:::1", "12345::", "::g", "fe80::1%eth0", "[::1]", "::1/128", "::ffff:10.0.0.256", "::10.0.1", "::ffff:10.0.0.1.2", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:1.2.3.4", "api.example.com",
])("not an address: `%s`", (text) => expect(parseAddress(text)).toBeUndefined());

test("what an address is written as leads back to it", () => {
  const four = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value) => addressAt(4, value));
  const six = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).filter((value) => value >> 32n !== 0xffffn).map((value) => addressAt(6, value));
  fc.assert(fc.property(fc.oneof(four, six), (address) => {
    expect(parseAddress(address.text)).toEqual(address);
  }));
});
