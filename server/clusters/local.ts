import { readAsked } from "#lib/check/asked.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import type { History } from "../history/history.ts";
import { Past } from "../history/past.ts";
import { withNamesOf } from "../names/contexts.ts";
import type { Cluster, RevisionListener, Source, Standing } from "./cluster.ts";
import { Judged } from "./judged.ts";
import { type Asked, type Reply, VIEWS, type ViewName } from "./views.ts";

/** What of a cluster's past is stored, and who goes on storing it. */
export interface Recorded {
  readonly history: History;
  readonly judged: Judged;
  readonly close: () => Promise<void>;
}

/** The views that answer one question. */
const CHECKS: ReadonlySet<ViewName> = new Set(["check", "freeze", "freezePreview"]);
/** Those that need to know what its names resolve to now. */
const NAMED: ReadonlySet<ViewName> = new Set([...CHECKS, "blame"]);

/** A cluster that is read and judged in this thread. */
export class LocalCluster implements Cluster {
  readonly id: string;
  readonly #source: Source;
  readonly #recorded: Recorded | undefined;
  readonly #past: Past;
  readonly #judged: Judged;
  #checks = 0;

  /** @param recorded undefined: nothing of its past is stored */
  constructor(source: Source, recorded?: Recorded) {
    this.id = source.state.id;
    this.#source = source;
    this.#recorded = recorded;
    this.#past = new Past(recorded?.history);
    this.#judged = recorded?.judged ?? new Judged();
  }

  async ask<Name extends ViewName>(view: Name, asked: Asked<Name>, at?: string): Promise<Reply<Name>> {
    const state = at === undefined ? await this.#present(view, asked) : await this.#stateAt(at);
    const judged = (): readonly JudgedConnection[] => this.#judged.of(state.context);
    if (CHECKS.has(view)) this.#checks += 1;
    const answer = VIEWS[view] as (asked: Asked<Name>, seen: Parameters<(typeof VIEWS)[Name]>[1]) => Reply<Name> | Promise<Reply<Name>>;
    return answer(asked, { state, history: this.#recorded?.history, get judged() { return judged(); } });
  }

  async standing(): Promise<Standing> {
    return { ready: this.#source.ready, up: this.#source.up, repairs: this.#source.repairs, evaluations: this.#checks + this.#judged.evaluations };
  }

  subscribe(listener: RevisionListener): () => void {
    return this.#source.subscribe(listener);
  }

  async close(): Promise<void> {
    await this.#recorded?.close();
    await this.#source.close();
  }

  /** In a past state names are judged with the addresses of then, which are in it. */
  async #stateAt(at: string): Promise<ClusterState> {
    return { id: this.id, context: await this.#past.contextAt(at), revision: this.#source.state.revision, readAt: at, at };
  }

  async #present<Name extends ViewName>(view: Name, asked: Asked<Name>): Promise<ClusterState> {
    return NAMED.has(view) ? this.#withNames(asked as Asked<"check" | "blame">) : this.#source.state;
  }

  /** The state, told what the name of this question resolves to now. */
  async #withNames(asked: Asked<"check" | "blame">): Promise<ClusterState> {
    const { state, names } = this.#source;
    const { from, to, port, protocol } = asked;
    const read = names && readAsked({ from, to, port, protocol });
    return names && read?.kind === "question" ? { ...state, context: await withNamesOf([read.question], state.context, names) } : state;
  }
}
