import { contextOf } from "#lib/check/context.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { companyOf } from "#lib/company/company.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { decode } from "../kubernetes/decode.ts";
import { now } from "./clock.ts";
import type { RevisionListener, Source } from "./cluster.ts";

/** A company's cluster that is made and not read: it is whole at once, and never changes. */
export class GeneratedSource implements Source {
  readonly state: ClusterState;
  readonly names = undefined;
  readonly ready = true;
  readonly up = true;
  readonly repairs = 0;

  constructor(pods: number, id: string) {
    this.state = { id, context: contextOf(generatedSnapshot(pods)), revision: 1, readAt: now() };
  }

  subscribe(listener: RevisionListener): () => void {
    listener(this.state.revision);
    return () => undefined;
  }

  async close(): Promise<void> {}
}

/** Its objects are understood as those of a live cluster are, without a text between. */
export function generatedSnapshot(pods: number): Snapshot {
  const read = companyOf(pods).map(decode);
  const { facts, problems } = mergeTwins({ facts: read.flatMap((one) => one.facts), problems: read.flatMap((one) => one.problems) });
  return new Snapshot(facts, problems);
}
