/** What servers differ in, and what a broken one does. May be changed while it runs. */
export interface Quirks {
  readonly version: "1.29" | "1.33" | "1.35";
  /** Lists that are streamed by a watch: `sendInitialEvents`. */
  readonly initialEvents: "served" | "refused" | "ignored" | "without end";
  readonly bookmarks: "served" | "never" | "only" | "going back";
  readonly history: "kept" | "always compacted";
  /** An expired token names no snapshot any more; what follows it is another. */
  readonly continueTokens: "kept" | "expire at once";
  /** How a watch learns that its resourceVersion is too old. */
  readonly gone: "event" | "status";
  /** The one document of all groups; what it is called differs by version. */
  readonly aggregatedDiscovery: "v2" | "v2beta1" | "none";
}

const RELEASES: Readonly<Record<Quirks["version"], Pick<Quirks, "initialEvents" | "aggregatedDiscovery">>> = {
  "1.29": { initialEvents: "refused", aggregatedDiscovery: "v2beta1" },
  "1.33": { initialEvents: "refused", aggregatedDiscovery: "v2" },
  "1.35": { initialEvents: "served", aggregatedDiscovery: "v2" },
};

/** @returns a server of that version (1.35 where none is named) with these quirks on top */
export function quirksOf(quirks: Partial<Quirks>): Quirks {
  const version = quirks.version ?? "1.35";
  return { version, bookmarks: "served", history: "kept", continueTokens: "kept", gone: "event", ...RELEASES[version], ...quirks };
}
