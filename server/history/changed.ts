import { parseMoment } from "#lib/api/moment.ts";
import { type ClusterState, linkedAt } from "#lib/graph/state.ts";
import type { ChangedAt } from "#lib/topology/subject.ts";
import { StoreFault } from "../store/database.ts";
import type { History } from "./history.ts";

/** When each verdict last changed, as far as that is stored, and the time to count from. A store that is away takes nothing from the view. */
export async function changesUntil({ state, history }: { readonly state: ClusterState; readonly history: History | undefined }): Promise<{ readonly changedAt: ChangedAt; readonly now: number }> {
  const now = (state.at === undefined ? undefined : parseMoment(state.at)?.until) ?? history?.now ?? Date.parse(linkedAt(state));
  try {
    return { changedAt: (await history?.lastFlips(now)) ?? new Map<string, number>(), now };
  } catch (error) {
    if (error instanceof StoreFault) return { changedAt: new Map<string, number>(), now };
    throw error;
  }
}
