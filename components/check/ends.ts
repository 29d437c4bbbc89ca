import type { AnswerJson } from "#lib/api/answer.ts";
import type { Selection } from "#lib/url/selection.ts";

/** What an answer is about, as links have it. */
export const endsOf = ({ query }: Pick<AnswerJson, "query">): Selection => ({ from: query.from, to: query.to, port: String(query.port), proto: query.protocol.toLowerCase() });
