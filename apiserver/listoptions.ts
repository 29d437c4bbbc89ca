import type { Quirks } from "./quirks.ts";
import { forbiddenOption, Refusal, unsupportedOption } from "./status.ts";

/** The query of a list or a watch, checked. */
export interface ListOptions {
  readonly watch: boolean;
  /** Undefined: everything at once. */
  readonly limit: number | undefined;
  readonly continue: string;
  /** Undefined: the newest. */
  readonly resourceVersion: bigint | undefined;
  readonly match: "Exact" | "NotOlderThan" | undefined;
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly bookmarks: boolean;
  /** Seconds; undefined where the server may choose. */
  readonly timeout: number | undefined;
  readonly initialEvents: boolean | undefined;
}

/** @throws Refusal where the real server's validation refuses, in its words */
export function listOptions(query: URLSearchParams, { initialEvents: served }: Pick<Quirks, "initialEvents">): ListOptions {
  const given = (name: string): string | undefined => query.get(name) || undefined;
  const number = (name: string): number | undefined => {
    const text = given(name);
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text)) throw new Refusal("BadRequest", `strconv.ParseInt: parsing "${text}": invalid syntax`);
    return Number(text);
  };
  const version = given("resourceVersion");
  if (version !== undefined && !/^\d+$/.test(version)) throw new Refusal("BadRequest", `resourceVersion: Invalid value: "${version}": strconv.ParseUint: parsing "${version}": invalid syntax`);
  const options = {
    watch: flag(query, "watch") ?? false,
    limit: number("limit") || undefined,
    continue: given("continue") ?? "",
    resourceVersion: version === undefined ? undefined : BigInt(version),
    match: given("resourceVersionMatch"),
    labelSelector: given("labelSelector") ?? "",
    fieldSelector: given("fieldSelector") ?? "",
    bookmarks: flag(query, "allowWatchBookmarks") ?? false,
    timeout: number("timeoutSeconds") || undefined,
    initialEvents: served === "ignored" ? undefined : flag(query, "sendInitialEvents"),
  };
  return checked(options, served === "ignored" && query.has("sendInitialEvents") ? "ignored" : served);
}

function checked(options: Omit<ListOptions, "match"> & { readonly match: string | undefined }, served: Quirks["initialEvents"]): ListOptions {
  const { match, watch, initialEvents } = options;
  if (watch && initialEvents !== undefined) {
    if (served === "refused") throw forbiddenOption("sendInitialEvents", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    if (match !== "NotOlderThan") throw forbiddenOption("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    return { ...options, match };
  }
  if (!watch && initialEvents !== undefined) throw forbiddenOption("sendInitialEvents", "sendInitialEvents is forbidden for list");
  if (match === undefined) return { ...options, match };
  if (watch && served === "ignored") return { ...options, match: undefined };
  if (watch) throw forbiddenOption("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
  if (options.resourceVersion === undefined) throw forbiddenOption("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
  if (options.continue !== "") throw forbiddenOption("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
  if (match !== "Exact" && match !== "NotOlderThan") throw unsupportedOption("resourceVersionMatch", match, ["Exact", "NotOlderThan", ""]);
  if (match === "Exact" && options.resourceVersion === 0n) throw forbiddenOption("resourceVersionMatch", 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
  return { ...options, match };
}

/** Anything but `false` and `0` is true, as the real server reads it; absent is undefined. */
function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  return text === null ? undefined : text !== "false" && text !== "0";
}
