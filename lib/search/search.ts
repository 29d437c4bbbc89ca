import type { SearchJson } from "#lib/api/search.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { parseQuery, termOf } from "#lib/query/parse.ts";
import { type Pasted, readPasted } from "#lib/query/pasted.ts";
import type { Query } from "#lib/query/query.ts";
import { pastedChecks } from "./checks.ts";
import type { Entry } from "./entries.ts";
import { find } from "./find.ts";

/** @param near id of the workload that the page is about. */
export interface AskedSearch {
  readonly q: string;
  readonly near: string | undefined;
}

/** What somebody who types or pastes this looks for: checks first, then what is called so or lives there. */
export function search({ q, near }: AskedSearch, { entries, snapshot, judged }: { readonly entries: readonly Entry[]; readonly snapshot: Snapshot; readonly judged: readonly JudgedConnection[] }): SearchJson {
  const pasted = readPasted(q);
  return { checks: pasted.length === 0 ? [] : pastedChecks(pasted, snapshot, judged, near), ...find(entries, pasted.length === 0 ? parseQuery(q).query : targetsIn(pasted)) };
}

/** Of an error only its targets are sought: the rest are words of the program. */
const targetsIn = (pasted: readonly Pasted[]): Query => [termOf("text", [...new Set(pasted.map(({ to }) => to.replace(/^(?:ip|dns|svc):/, "")))])];
