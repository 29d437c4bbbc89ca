import type { Context } from "#lib/check/context.ts";
import { type JudgedConnection, judgeDeclared } from "#lib/graph/connections.ts";

/** The declared connections of a cluster's states: judged once for each, however many pages ask, and only when somebody does. */
export class Judged {
  readonly #held = new WeakMap<Context, readonly JudgedConnection[]>();
  #evaluations = 0;

  /** Connections judged since the start. */
  get evaluations(): number {
    return this.#evaluations;
  }

  readonly of = (context: Context): readonly JudgedConnection[] => {
    const held = this.#held.get(context);
    if (held) return held;
    const connections = judgeDeclared(context);
    this.#held.set(context, connections);
    this.#evaluations += connections.length;
    return connections;
  };
}
