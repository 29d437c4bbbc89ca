import type { Context } from "#lib/check/context.ts";
import { type JudgedConnection, judgeDeclared, judging } from "#lib/graph/connections.ts";
import { Breather } from "../breather.ts";

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
    return this.#keep(context, judgeDeclared(context));
  };

  /** The same, where nobody waits for it: others have their turn in between. */
  readonly calmly = async (context: Context): Promise<readonly JudgedConnection[]> => {
    const connections: JudgedConnection[] = [];
    const breather = new Breather();
    for (const one of this.#held.get(context) ?? judging(context)) {
      connections.push(one);
      await breather.pause();
    }
    return this.#held.get(context) ?? this.#keep(context, connections);
  };

  #keep(context: Context, connections: readonly JudgedConnection[]): readonly JudgedConnection[] {
    this.#held.set(context, connections);
    this.#evaluations += connections.length;
    return connections;
  }
}
