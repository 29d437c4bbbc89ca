const LOCK = "whydrop-revisions";

/** One of a browser's tabs leads: the one that holds the lock. It passes on when that tab ends; from one that sleeps it is taken. */
export class Leadership {
  readonly #lead: () => void;
  readonly #follow: () => void;
  #claim: AbortController | undefined;
  #release: (() => void) | undefined;

  constructor({ lead, follow }: { readonly lead: () => void; readonly follow: () => void }) {
    this.#lead = lead;
    this.#follow = follow;
  }

  get leads(): boolean {
    return this.#release !== undefined;
  }

  /** Stands in the queue; `lead` is called when it is this tab's turn. */
  claim(): void {
    this.#ask({});
  }

  /** Takes the lock from whoever holds it. */
  seize(): void {
    this.#ask({ steal: true });
  }

  resign(): void {
    this.#claim?.abort();
    this.#claim = undefined;
    this.#end();
  }

  #ask(how: { readonly steal?: true }): void {
    this.#claim?.abort();
    const claim = new AbortController();
    this.#claim = claim;
    const turn = (): Promise<void> =>
      new Promise((release) => {
        if (this.#claim !== claim) return release();
        this.#release = release;
        this.#lead();
      });
    // A lock that is taken cannot be waited for, so the two options exclude each other.
    navigator.locks.request(LOCK, how.steal ? { steal: true } : { signal: claim.signal }, turn).catch(() => {
      // Taken by another tab; a request that was never granted is not made again.
      if (this.#claim !== claim || !this.leads) return;
      this.#end();
      this.claim();
    });
  }

  #end(): void {
    const release = this.#release;
    this.#release = undefined;
    if (release === undefined) return;
    release();
    this.#follow();
  }
}
