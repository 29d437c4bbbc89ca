import type { Fact } from "#lib/cluster/facts.ts";
import type { Edit } from "./edit.ts";
import { keyOfFact } from "./factkey.ts";
import { saysSame } from "./same.ts";
import type { ObjectKey } from "./version.ts";

/**
 * The objects of files, which come and go with them. What stands in a file as before stays the same value, wherever in the file
 * it stands now; an object that stands in several is told by all of them, in the files' order.
 */
export class Files {
  readonly #inOrder: (a: string, b: string) => number;
  readonly #objects = new Map<ObjectKey, Map<string, readonly Fact[]>>();
  readonly #files = new Map<string, readonly ObjectKey[]>();

  /** @param inOrder compares two files: of an object that stands twice the later one counts */
  constructor(inOrder: (a: string, b: string) => number) {
    this.#inOrder = inOrder;
  }

  get objects(): readonly (readonly [ObjectKey, readonly Fact[]])[] {
    return [...this.#objects.keys()].map((object) => [object, this.#factsOf(object)]);
  }

  /** A file has these facts; none: there is no such file. @returns what changed by that: `before` is what was held */
  put(file: string, facts: readonly Fact[]): readonly Edit[] {
    const found = Map.groupBy(facts, keyOfFact);
    const touched = new Set([...(this.#files.get(file) ?? []), ...found.keys()]);
    this.#files.set(file, [...found.keys()]);
    return [...touched].flatMap((object): readonly Edit[] => {
      const now = found.get(object) ?? [];
      const held = this.#objects.get(object)?.get(file) ?? [];
      if (saysSame(held, now)) return [];
      const before = this.#factsOf(object);
      const places = this.#objects.get(object) ?? new Map<string, readonly Fact[]>();
      if (now.length > 0) places.set(file, now);
      else places.delete(file);
      if (places.size > 0) this.#objects.set(object, places);
      else this.#objects.delete(object);
      return [{ object, before, after: this.#factsOf(object) }];
    });
  }

  #factsOf(object: ObjectKey): readonly Fact[] {
    const places = [...(this.#objects.get(object) ?? [])];
    return places.length === 1 ? (places[0]?.[1] ?? []) : places.sort(([a], [b]) => this.#inOrder(a, b)).flatMap(([, facts]) => facts);
  }
}
