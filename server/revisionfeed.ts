import type { Cluster } from "./clusters/cluster.ts";
import { encoded, type Subscribe } from "./streams.ts";

type Telling = Pick<Cluster, "id" | "subscribe">;

interface Told {
  readonly turn: number;
  readonly event: Uint8Array;
}

/**
 * The newest revision of each cluster, as events that are made once for all who listen. Who comes, or comes again, is told from here:
 * a cluster hears nothing of it.
 */
export class RevisionFeed {
  readonly #epoch: string;
  /** The last that was told comes last. */
  readonly #newest = new Map<string, Told>();
  readonly #listeners = new Set<(event: Uint8Array) => void>();
  #turn = 0;
  #all: Uint8Array | undefined;

  /**
   * @param dataOf what an event's data are
   * @param epoch letters and digits; another in each process, since its count begins anew
   */
  constructor(clusters: readonly Telling[], dataOf: (cluster: string, revision: number) => unknown, epoch: string) {
    this.#epoch = epoch;
    for (const cluster of clusters) cluster.subscribe((revision) => this.#tell(cluster.id, dataOf(cluster.id, revision)));
  }

  /** @param after the id of the last event that was heard, as the client says it */
  since(after: string | null): Subscribe {
    return (send) => {
      const missed = this.#missed(after);
      if (missed.byteLength > 0) send(missed);
      // One function may listen twice.
      const listener = (event: Uint8Array): void => send(event);
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    };
  }

  #tell(cluster: string, value: unknown): void {
    this.#turn += 1;
    const event = encoded("revision", value, `${this.#epoch}-${String(this.#turn)}`);
    this.#newest.delete(cluster);
    this.#newest.set(cluster, { turn: this.#turn, event });
    this.#all = undefined;
    for (const listener of this.#listeners) listener(event);
  }

  #missed(after: string | null): Uint8Array {
    const [epoch, digits = ""] = after?.split("-", 2) ?? [];
    const turn = epoch === this.#epoch && /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
    if (turn > 0 && turn <= this.#turn) return Buffer.concat(this.#since(turn));
    return (this.#all ??= Buffer.concat(this.#since(0)));
  }

  #since(last: number): readonly Uint8Array[] {
    return [...this.#newest.values()].flatMap(({ turn, event }) => (turn > last ? [event] : []));
  }
}
