/** What the process knows about itself, for /metrics and /readyz. */
export interface Observed {
  readonly ready: boolean;
  readonly watched: readonly { readonly cluster: string; readonly name: string; readonly verdict: string }[];
  readonly sources: readonly { readonly cluster: string; readonly ageSeconds: number; readonly up: boolean }[];
  readonly problems: readonly { readonly cluster: string; readonly severity: string; readonly count: number }[];
  readonly evaluations: number;
}

export function observe(): Observed {
  return { ready: true, watched: [], sources: [], problems: [], evaluations: 0 };
}
