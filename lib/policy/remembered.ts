import type { Direction } from "./algebra.ts";
import type { CompiledPolicies } from "./compiled.ts";
import type { Connection } from "./endpoint.ts";
import { type DirectionExplanation, explainDirection } from "./explain.ts";
import { type Likeness, Likenesses } from "./likeness.ts";

/** Explanations that are held at a time: those of a few questions. The next question's pods are others. */
const HELD = 1_000;

/** What was explained of one cluster's policies, by the likeness of connections. */
class Memory {
  readonly likenesses: Likenesses;
  readonly #explained = new Map<number, Map<Likeness["rest"], DirectionExplanation>>();
  #held = 0;

  constructor(policies: CompiledPolicies) {
    this.likenesses = new Likenesses(policies);
  }

  find({ ends, rest }: Likeness): DirectionExplanation | undefined {
    return this.#explained.get(ends)?.get(rest);
  }

  keep({ ends, rest }: Likeness, explanation: DirectionExplanation): void {
    if (this.#held++ >= HELD) {
      this.#explained.clear();
      this.#held = 1;
    }
    const same = this.#explained.get(ends) ?? new Map<Likeness["rest"], DirectionExplanation>();
    same.set(rest, explanation);
    this.#explained.set(ends, same);
  }
}

const memories = new WeakMap<CompiledPolicies, Memory>();

/** `explainDirection`, once for all pods of a template: a question stands for each of them with each of the others. */
export function explainOnce(direction: Direction, connection: Connection, policies: CompiledPolicies): DirectionExplanation {
  const memory = memories.get(policies) ?? new Memory(policies);
  memories.set(policies, memory);
  const likeness = memory.likenesses.of(direction, connection);
  const known = likeness && memory.find(likeness);
  if (known) return known;
  const found = explainDirection(direction, connection, policies);
  if (likeness) memory.keep(likeness, found);
  return found;
}
