export type Link =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** Times in milliseconds of the wall clock. */
  | { readonly kind: "lost"; readonly since: number; readonly retryAt: number };

/** What one tab knows, and tells the others. */
export interface Known {
  readonly link: Link;
  /** The newest revision of each cluster that the server has told about. */
  readonly revisions: Readonly<Record<string, number>>;
}

/** What a tab makes of it. */
export interface Live extends Known {
  /** How often the connection came back: whatever was told meanwhile was not heard. */
  readonly returns: number;
}

export type Heard =
  | { readonly kind: "open" }
  | { readonly kind: "revision"; readonly cluster: string; readonly revision: number }
  /** Times in milliseconds of the wall clock. */
  | { readonly kind: "lost"; readonly at: number; readonly retryAt: number };

export const NOTHING_HEARD: Live = { link: { kind: "connecting" }, revisions: {}, returns: 0 };

/** What is known after something was heard; the same object where it is nothing new. */
export function after(known: Known, heard: Heard): Known {
  const { link, revisions } = known;
  switch (heard.kind) {
    case "open":
      return link.kind === "live" ? known : { revisions, link: { kind: "live" } };
    case "revision":
      return revisions[heard.cluster] === heard.revision ? known : { link, revisions: { ...revisions, [heard.cluster]: heard.revision } };
    case "lost":
      return { revisions, link: { kind: "lost", since: link.kind === "lost" ? link.since : heard.at, retryAt: heard.retryAt } };
  }
}

export const taken = (live: Live, { link, revisions }: Known): Live => ({ link, revisions, returns: live.returns + (live.link.kind === "lost" && link.kind === "live" ? 1 : 0) });

const LONGEST_RETRY_MS = 30_000;

/** How long to wait after so many failures in a row, in milliseconds. @param first how long after the first: another for each client */
export const retryWait = (failures: number, first: number): number => Math.min(LONGEST_RETRY_MS, first * 2 ** failures);
