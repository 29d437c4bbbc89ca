import { readAsked } from "#lib/check/asked.ts";
import type { Context } from "#lib/check/context.ts";
import { type JudgedConnection, judgeDeclared } from "#lib/graph/connections.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { withNamesOf } from "../names/contexts.ts";
import type { Cluster, RevisionListener, Source, Standing } from "./cluster.ts";
import { type Asked, type Reply, VIEWS, type ViewName } from "./views.ts";

/** A cluster that is read and judged in this thread. */
export class LocalCluster implements Cluster {
  readonly id: string;
  readonly #source: Source;
  /** The declared connections of one revision; judged once, however many pages ask, and only when one does. */
  #judged: { readonly of: Context; readonly connections: readonly JudgedConnection[] } | undefined;
  #evaluations = 0;

  constructor(source: Source) {
    this.id = source.state.id;
    this.#source = source;
  }

  async ask<Name extends ViewName>(view: Name, asked: Asked<Name>): Promise<Reply<Name>> {
    const state = view === "check" ? await this.#withNames(asked as Asked<"check">) : this.#source.state;
    const judged = (): readonly JudgedConnection[] => this.#judgedOf(state.context);
    if (view === "check") this.#evaluations += 1;
    const answer = VIEWS[view] as (asked: Asked<Name>, seen: Parameters<(typeof VIEWS)[Name]>[1]) => Reply<Name>;
    return answer(asked, { state, get judged() { return judged(); } });
  }

  /** The state, told what the name of this question resolves to now. */
  async #withNames(asked: Asked<"check">): Promise<ClusterState> {
    const { state, names } = this.#source;
    const read = names && readAsked(asked);
    return names && read?.kind === "question" ? { ...state, context: await withNamesOf([read.question], state.context, names) } : state;
  }

  async standing(): Promise<Standing> {
    return { ready: this.#source.ready, up: this.#source.up, repairs: this.#source.repairs, evaluations: this.#evaluations };
  }

  subscribe(listener: RevisionListener): () => void {
    return this.#source.subscribe(listener);
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  #judgedOf(context: Context): readonly JudgedConnection[] {
    if (this.#judged?.of === context) return this.#judged.connections;
    const connections = judgeDeclared(context);
    this.#judged = { of: context, connections };
    this.#evaluations += connections.length;
    return connections;
  }
}
