import type { Fact } from "#lib/cluster/facts.ts";
import type { Past } from "#lib/history/blame.ts";
import type { Step } from "#lib/history/edit.ts";
import { Files } from "#lib/history/files.ts";
import type { Author } from "#lib/history/version.ts";
import type { PastState } from "./past.ts";

const ALL = "all";

/** A folder's own past, to walk back. @param present what stands in the folder; where that is another than the last state, it became so now */
export function stepsOf(states: readonly PastState[], present: readonly Fact[], now: number): Past {
  const files = new Files(() => 0);
  files.put(ALL, present);
  const undone = (older: PastState, at: number, author: Author | undefined): Step => ({
    at,
    edits: files.put(ALL, older.context.snapshot.facts).map(({ object, before: after, after: before }) => ({ object, before, after, ...(author && { author }) })),
  });
  async function* steps(): AsyncGenerator<Step> {
    for (let i = states.length; i > 0; i--) {
      const [older, newer] = [states[i - 1], states[i]];
      const step = older && undone(older, newer?.at ?? now, newer?.author);
      if (step && step.edits.length > 0) yield step;
    }
  }
  return { newest: files.objects, steps: steps() };
}
