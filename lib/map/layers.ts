/**
 * Callers left, called right: the length of the longest way that leads to each id, at most `most`. A way that returns to
 * where it has been is cut there, so that a cycle has a beginning: the id that sorts first.
 */
export function layersOf(ids: readonly string[], calls: readonly (readonly [from: string, to: string])[], most: number): ReadonlyMap<string, number> {
  const callees = new Map(ids.map((id) => [id, calls.filter(([from, to]) => from === id && to !== id && ids.includes(to)).map(([, to]) => to).toSorted()]));
  const layers = new Map(ids.map((id) => [id, 0]));
  const calledBy = new Set([...callees.values()].flat());
  const starts = [...ids].toSorted((a, b) => Number(calledBy.has(a)) - Number(calledBy.has(b)) || (a < b ? -1 : 1));
  const done = new Set<string>();

  const order: string[] = [];
  const visit = (id: string, open: ReadonlySet<string>): void => {
    if (done.has(id) || open.has(id)) return;
    for (const callee of callees.get(id) ?? []) visit(callee, new Set([...open, id]));
    done.add(id);
    order.unshift(id);
  };
  starts.forEach((id) => visit(id, new Set()));

  order.forEach((id, index) => {
    for (const callee of callees.get(id) ?? []) {
      if (order.indexOf(callee) > index) layers.set(callee, Math.min(most, Math.max(layers.get(callee) ?? 0, (layers.get(id) ?? 0) + 1)));
    }
  });
  return layers;
}
