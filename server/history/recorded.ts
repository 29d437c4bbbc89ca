import type { Source } from "../clusters/cluster.ts";
import { Judged } from "../clusters/judged.ts";
import type { Recorded } from "../clusters/local.ts";
import { holderName } from "../store/holder.ts";
import { Lease } from "../store/lease.ts";
import { openDatabase } from "../store/open.ts";
import type { StoreWish } from "../store/wish.ts";
import { systemTime } from "../systemtime.ts";
import type { Time } from "../time.ts";
import type { PastState } from "./folder/past.ts";
import { takePast } from "./folder/take.ts";
import { History } from "./history.ts";
import { Recorder } from "./recorder.ts";

/** Where a cluster's history is kept, and for how long: plain values, since a thread of its own may write it. */
export interface HistoryWish {
  readonly store: StoreWish;
  readonly days: number;
}

const DAY = 86_400_000;

/**
 * Begins to write what happens to a cluster.
 *
 * @param name what it is called in the store: no other cluster may be called so
 * @param past what happened before, where the source brings that with it: then nothing is ever forgotten
 */
export async function record(source: Source, name: string, { store, days }: HistoryWish, past: readonly PastState[] = [], time: Time = systemTime): Promise<Recorded> {
  const database = openDatabase(store, time);
  const judged = new Judged();
  const history = new History(database, name, time.wall, { brought: past.length > 0 });
  const [first] = past;
  if (first) await takePast(past, { database, cluster: name, id: source.state.id, judge: judged.of, time });
  const lease = new Lease(database, `history of ${name}`, holderName(), time);
  const recorder = new Recorder({ source, database, cluster: name, history, judge: judged.calmly, time, lease, ...(first ? { since: first.at, keep: Infinity } : { keep: days * DAY }) });
  recorder.start();
  const close = async (): Promise<void> => {
    await recorder.close();
    await database.close();
  };
  return { history, judged, close };
}
