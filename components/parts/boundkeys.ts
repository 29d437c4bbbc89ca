/** What gives its keys when it is asked, as long as it is on the page. */
type Bound = () => readonly string[];

const bound = new Set<Bound>();

/** @returns takes them away */
export function bindKeys(keys: Bound): () => void {
  bound.add(keys);
  return () => void bound.delete(keys);
}

/** Every key that does something on this page now, as `KeyboardEvent.key` names it; `g m` for two after each other, `Ctrl K`. */
export const boundKeys = (): ReadonlySet<string> => new Set([...bound].flatMap((keys) => keys()));
