import type { UrlState } from "#lib/url/state.ts";

/** What the server is asked for a map: of the address only what changes its answer. Lists are written as in the address. */
export interface MapAsked {
  readonly q: string | undefined;
  readonly ns: string | undefined;
  readonly open: string | undefined;
  readonly show: string | undefined;
  readonly hide: string | undefined;
  readonly focus: string | undefined;
  readonly at: string | undefined;
}

export function askedOf({ q, ns, open, show, hide, focus, at }: UrlState): MapAsked {
  const list = (values: readonly string[]): string | undefined => (values.length === 0 ? undefined : values.join(","));
  return { q: q === "" ? undefined : q, ns: list(ns), open: list(open), show: list(show), hide: list(hide), focus, at };
}

/** Two maps of one scope are one picture that changes; of two scopes they are two pictures. */
export const scopeOf = (asked: MapAsked): string => JSON.stringify(Object.entries(asked).filter(([, value]) => value !== undefined));
