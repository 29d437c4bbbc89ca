import type { AnswerJson } from "#lib/api/answer.ts";

/** The answer for a terminal: the sentence, then the numbered trace with its codes, then notes. */
export function asText(answer: AnswerJson): string {
  const width = Math.max(0, ...answer.steps.map(({ code }) => code.length));
  const steps = answer.steps.map(({ code, text, file, line }, i) => {
    const place = file !== undefined && line !== undefined ? `  (${file}:${line})` : "";
    return `${String(i + 1).padStart(3)} ${code.padEnd(width)}  ${text}${place}`;
  });
  return [
    answer.reason,
    "",
    `  query    ${queryText(answer)}`,
    `  verdict  ${answer.verdict} ${answer.code}`,
    `  symptom  ${answer.symptom}`,
    `  engine   ${answer.engine.name}, ${answer.engine.by}`,
    ...(["egress", "ingress"] as const).flatMap((direction) => orderLine(direction, answer.directions[direction].order)),
    ...answer.addresses.map(({ address, verdict, source, by, at }) => `  address  ${address} ${verdict} (${source}${by === undefined ? "" : ` ${by}`}${at === null ? "" : `, ${at}`})`),
    "",
    ...steps,
    ...(answer.notes.length > 0 ? ["", ...answer.notes.map(({ code, text }) => `  note ${code}: ${text}`)] : []),
    ...(answer.missing.length > 0 ? ["", ...answer.missing.map((text) => `  missing: ${text}`)] : []),
    "",
  ].join("\n");
}

/** `default/api-client → dns:api.stripe.com:443/tcp`. */
export const queryText = ({ query }: Pick<AnswerJson, "query">): string => `${query.from} → ${query.to}:${query.port}/${query.protocol.toLowerCase()}`;

const orderLine = (direction: string, order: string | undefined): readonly string[] => (order === undefined ? [] : [`  ${direction.padEnd(8)} ${order}`]);
