import { parseAddress } from "#lib/net/address.ts";

const DNS_PORT = 53;

/** What `--resolver` accepts, for messages. */
export const RESOLVER_FORM = "an address such as 10.0.0.2, 10.0.0.2:5353 or [2001:db8::53]:5353";

/** @returns the resolver as it is asked and shown, without the port 53; undefined for what is no address */
export function parseResolver(text: string): string | undefined {
  const [, bracketed, plain, digits] = /^(?:\[(.*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? [undefined, undefined, text];
  const address = parseAddress(bracketed ?? plain ?? "");
  const port = Number(digits ?? DNS_PORT);
  if (!address || (bracketed !== undefined && !bracketed.includes(":")) || port < 1 || port > 65_535) return undefined;
  if (port === DNS_PORT) return address.text;
  return `${address.family === 6 ? `[${address.text}]` : address.text}:${port}`;
}
