import type { Frozen } from "#lib/api/frozen.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { HEADLINES, withoutHeadline } from "#lib/describe/words.ts";
import type { Unfurl } from "#lib/figure/unfurl.ts";

/** What a chat shows beside a link, in words. */
export interface Preview {
  readonly title: string;
  readonly description: string;
}

export function previewOf({ check, cluster, capturedAt }: Frozen): Preview {
  const { from, to, port, protocol } = check.answer.query;
  return { title: check.headline, description: `${from} → ${to}:${port}/${protocol.toLowerCase()} · ${cluster.title} · frozen, true at ${momentOf(capturedAt)}` };
}

/** The same as a picture, which always carries its time: chats keep pictures for long. */
export function unfurlOf({ check, cluster, capturedAt }: Frozen): Unfurl {
  const { code } = check.answer;
  // A name must stay as it is written.
  const sentence = withoutHeadline(check.headline, code).replace(/^[a-z]+(?= )/, (first) => first.charAt(0).toUpperCase() + first.slice(1));
  return { word: HEADLINES[code], sentence, figure: check.figure, footer: `${cluster.title} · ${momentOf(capturedAt)} · frozen` };
}
