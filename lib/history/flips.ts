import type { FlipJson } from "#lib/api/history.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";

/** The connections whose verdict is another, and those that were declared on one side only. */
export function flipsBetween(before: readonly JudgedConnection[], after: readonly JudgedConnection[]): readonly FlipJson[] {
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id): readonly FlipJson[] => {
    const [old, now] = [was.get(id), is.get(id)];
    const one = now ?? old;
    if (one === undefined || old?.verdict === now?.verdict) return [];
    const { from, to, port, protocol, fromTitle, toTitle, watched } = one;
    return [{ id, from, to, port, protocol, fromTitle, toTitle, watched, was: old?.code ?? null, is: now?.code ?? null }];
  });
}

const byId = (side: readonly JudgedConnection[]): ReadonlyMap<string, JudgedConnection["json"]> => new Map(side.map(({ json }) => [json.id, json]));
