import { expect, test } from "vitest";
import { parseResolver } from "./resolvers.ts";

test.each([
  ["10.0.0.2", "10.0.0.2"],
  ["10.0.0.2:53", "10.0.0.2"],
  ["10.0.0.2:5353", "10.0.0.2:5353"],
  ["2001:DB8::53", "2001:db8::53"],
  ["[2001:db8::53]", "2001:db8::53"],
  ["[2001:db8::53]:53", "2001:db8::53"],
  ["[2001:db8::53]:5353", "[2001:db8::53]:5353"],
  ["::1", "::1"],
])("%j is asked as %j", (text, resolver) => expect(parseResolver(text)).toBe(resolver));

test.each([
  "", "dns.example", "localhost", "10.0.0", "10.0.0.256", "10.0.0.2:", "10.0.0.2:0", "10.0.0.2:65536", "10.0.0.2:dns", "10.0.0.2 ", "10.0.0.2,10.0.0.3",
  "[10.0.0.2]", "[10.0.0.2]:53", "[2001:db8::53", "2001:db8::53]:53", "[]", "[]:53", "fe80::1%eth0", "https://10.0.0.2",
])("%j is refused", (text) => expect(parseResolver(text)).toBeUndefined());
