import { formatPairs } from "#lib/url/query.ts";
import { parseState } from "#lib/url/state.ts";

type Search = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The state of the address that a page was asked with. */
export async function urlState(search: Promise<Search>): Promise<ReturnType<typeof parseState>> {
  const pairs = Object.entries(await search).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one] as const));
  return parseState(formatPairs(pairs));
}
