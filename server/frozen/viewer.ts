/** Who asks, as far as snapshots are concerned. */
export interface Viewer {
  /** Owns what is made. */
  readonly principal: string;
  /** Whether snapshots of this owner may be listed and revoked. */
  mayManage(owner: string): boolean;
  /** Whether what a snapshot was made of may be seen, by the one who opens its link. */
  maySee(provenance: Provenance): boolean;
}

/** What rights a snapshot's content needs. */
export interface Provenance {
  readonly cluster: string;
  readonly namespaces: readonly string[];
}

/** Until people log in there is one of them: whoever entered, or everybody where nothing asks for the code. */
export const WHOEVER_ENTERED: Viewer = { principal: "entered", mayManage: (owner) => owner === "entered", maySee: () => true };
