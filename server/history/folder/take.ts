import type { Database } from "../../store/database.ts";
import type { Time } from "../../time.ts";
import { Effects, type Judge } from "../effects.ts";
import { Ledger } from "../ledger.ts";
import type { PastState } from "./past.ts";

interface TakeWish {
  readonly database: Database;
  /** What the cluster is called in the store, and where its Cluster object does not say. */
  readonly cluster: string;
  readonly id: string;
  readonly judge: Judge;
  readonly time: Time;
}

/** Writes a past as if somebody had watched it happen. */
export async function takePast(states: readonly PastState[], { database, cluster, id, judge, time }: TakeWish): Promise<void> {
  const ledger = new Ledger(database, cluster);
  await ledger.read();
  const [first] = states;
  if (first === undefined || !ledger.isEmpty) return;
  const effects = new Effects(judge, time);
  for (const { at, context, author } of states) {
    const unwritten = await ledger.compare(context, id);
    if (at === first.at) effects.begin(context, at);
    const step = await effects.next(context, at, [...unwritten.put.keys(), ...unwritten.removed]);
    await ledger.write({ unwritten, at, author, flips: step.flips, watchedSince: first.at });
    step.commit();
  }
  // What no change names stays as it is: all is known until now.
  await ledger.watched(first.at, time.wall());
}
