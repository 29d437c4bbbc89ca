import type { Fact } from "#lib/cluster/facts.ts";
import { tracesOf } from "./traces.ts";
import type { ObjectKey } from "./version.ts";

/** The facts of a cluster by object, found by what a verdict could ask for. It changes as changes are undone, which costs what changed. */
export class Holding {
  readonly #objects = new Map<ObjectKey, readonly Fact[]>();
  readonly #places = new Map<Fact, ObjectKey>();
  readonly #byTrace = new Map<string, Set<Fact>>();
  readonly #groups = new Map<string, Set<string>>();

  constructor(objects: Iterable<readonly [ObjectKey, readonly Fact[]]> = []) {
    for (const [object, facts] of objects) this.put(object, facts);
  }

  of(object: ObjectKey): readonly Fact[] {
    return this.#objects.get(object) ?? [];
  }

  /** @param facts none: the object does not exist */
  put(object: ObjectKey, facts: readonly Fact[]): void {
    for (const fact of this.of(object)) this.#forget(fact);
    this.#objects.delete(object);
    if (facts.length === 0) return;
    this.#objects.set(object, facts);
    for (const fact of facts) this.#remember(fact, object);
  }

  /** All that leave a trace. */
  with(trace: string): Iterable<Fact> {
    return this.#byTrace.get(trace) ?? [];
  }

  /** The traces that begin so, as far as anything leaves them: `at 10.0.0.1` begins with `at`. */
  traces(word: string): Iterable<string> {
    return this.#groups.get(word) ?? [];
  }

  /** By the names of their objects, as a state that is rebuilt has them. */
  inOrder(facts: Iterable<Fact>): readonly Fact[] {
    const placed = [...facts].map((fact) => ({ fact, place: this.#places.get(fact) ?? "" }));
    return placed.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0)).map(({ fact }) => fact);
  }

  #remember(fact: Fact, object: ObjectKey): void {
    this.#places.set(fact, object);
    for (const trace of tracesOf(fact)) {
      added(this.#byTrace, trace, fact);
      added(this.#groups, wordOf(trace), trace);
    }
  }

  #forget(fact: Fact): void {
    this.#places.delete(fact);
    for (const trace of tracesOf(fact)) {
      if (removed(this.#byTrace, trace, fact)) removed(this.#groups, wordOf(trace), trace);
    }
  }
}

const wordOf = (trace: string): string => trace.slice(0, trace.indexOf(" "));

function added<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

/** @returns whether nothing is left under the key */
function removed<T>(sets: Map<string, Set<T>>, key: string, value: T): boolean {
  const set = sets.get(key);
  if (!set) return false;
  set.delete(value);
  if (set.size > 0) return false;
  sets.delete(key);
  return true;
}
