import type { Refusal } from "../guard.ts";

const LONGEST = 8192;
const CONTROL = /[\0-\x1f\x7f]/;

const TOO_LONG: Refusal = { code: "too_long", message: `an address has at most ${String(LONGEST)} characters` };
const NOTHING_THERE: Refusal = { code: "not_found", message: "there is nothing at this address" };

/**
 * Addresses that could be read in two ways: with a host of their own, with steps upwards, with a slash in disguise. Whatever
 * stands behind the door would settle them in its own way, after the question who may ask for them.
 */
export function refuseAddress(url: string): Refusal | undefined {
  if (url.length > LONGEST) return TOO_LONG;
  const [path = ""] = url.split("?", 1);
  if (path === "/") return undefined;
  const [before, ...segments] = path.split("/");
  // One slash at the end is only untidy: Next sends it on to the address without.
  if (segments.length > 1 && segments.at(-1) === "") segments.pop();
  return before === "" && segments.length > 0 && segments.every(isPlain) ? undefined : NOTHING_THERE;
}

function isPlain(segment: string): boolean {
  const name = decoded(segment);
  return name !== undefined && name !== "" && name !== "." && name !== ".." && !CONTROL.test(name) && !/[/\\]/.test(name);
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
