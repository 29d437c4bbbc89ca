import { parseAddress } from "#lib/net/address.ts";

/** Underscores occur in practice, in the records of services and in Compose. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** A DNS name in lower case without the final dot. @returns undefined for addresses and for what no name can be */
export function hostName(text: string): string | undefined {
  if (text.length > 254) return undefined;
  const name = text.toLowerCase().replace(/\.$/, "");
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  return labels.every((label) => LABEL.test(label)) && !/^[0-9]+$/.test(last) ? name : undefined;
}

/** A name, or an address in its canonical form without brackets. */
export function host(text: string): string | undefined {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  return bare.length > 254 ? undefined : (parseAddress(bare)?.text ?? hostName(text));
}
