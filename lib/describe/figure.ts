import type { Figure } from "#lib/api/pages.ts";
import type { Answer } from "#lib/check/answer.ts";
import type { Candidate } from "#lib/check/candidates.ts";
import type { Judged } from "#lib/check/pairs.ts";
import type { Direction, Policy } from "#lib/policy/algebra.ts";
import { untoldOf } from "#lib/policy/endpoint.ts";
import { sideThatDecides } from "./ends.ts";
import { calledHost, headline, toldConnection } from "./reason.ts";
import { judgedRows } from "./rows.ts";
import { shortSymptom, stopText } from "./symptom.ts";
import { hasOrder } from "./tierorder.ts";
import { count, listOf } from "./words.ts";

/** The runbook's figure of an answer, as values. @param asOf RFC 3339 */
export function figureOf(answer: Answer, clusterTitle: string, asOf: string): Figure {
  const told = toldConnection(answer);
  const { port, protocol } = answer.telling?.kind === "no-dns" ? { port: 53, protocol: "UDP" as const } : answer.question;
  const outcome = outcomeOf(answer);
  return {
    cluster: clusterTitle,
    source: told ? endCard(told.source, told.sourceSpan, undefined) : { eyebrow: "FROM", title: absence(answer), detail: "", inside: true },
    target: told ? endCard(told.target.candidate, told.targetSpan, calledHost(answer)) : { eyebrow: "TO", title: absence(answer), detail: "", inside: false },
    card: told ? cardOf(told, asOf, answer.context.engine.title) : null,
    outcome,
    request: `${port}/${protocol.toLowerCase()}${protocol === "TCP" ? " SYN" : ""} →`,
    stop: stopText(answer),
    symptom: shortSymptom(answer),
    sentence: headline(answer),
  };
}

const absence = ({ folded }: Answer): string => (folded.gaps.some(({ kind }) => kind === "unread") ? "could not be read" : "not in the input");

function outcomeOf({ code }: Answer): Figure["outcome"] {
  switch (code) {
    case "BLOCKED_DEFAULT":
      return "blocked";
    case "BLOCKED_RULE":
      return "rule";
    case "BLOCKED_DNS":
      return "dns";
    case "ALLOWED":
    case "OPEN":
    case "NOT_ENFORCED":
      return "allowed";
    case "PARTLY":
      return "partly";
    case "UNKNOWN":
      return "unknown";
  }
}

/** A pod's card names its kind and namespace; what lies outside is drawn outside. */
function endCard(candidate: Candidate, span: string, host: string | undefined): Figure["source"] {
  const { inhabitant, party } = candidate;
  if (inhabitant) {
    const { fact } = inhabitant;
    const kind = fact.kind === "pod" ? "POD" : `${fact.workloadKind.toUpperCase()} ×${fact.replicas}`;
    return { eyebrow: `${kind} · ${fact.namespace}`, title: fact.name, detail: fact.images[0] ?? "", inside: true };
  }
  if (untoldOf(party)) return { eyebrow: "NOT KNOWN", title: candidate.label, detail: "could not be read", inside: true };
  if (party.kind === "node") return { eyebrow: "NODE", title: party.name === "" ? "another node" : party.name, detail: span, inside: true };
  const unresolved = candidate.whereabouts.kind === "within" && candidate.whereabouts.meaning !== "each";
  const title = host ?? (unresolved ? candidate.label : span);
  return { eyebrow: "EXTERNAL · INTERNET", title, detail: unresolved ? "address not known" : title === span ? "" : span, inside: false };
}

function cardOf(told: Judged, asOf: string, engine: string): Figure["card"] {
  const direction = limitingSide(told);
  if (direction === undefined) return null;
  const names = [...new Set(speaking(told, direction).map(({ ref }) => `${ref.kind} ${ref.name}`))];
  const subject = direction === "egress" ? "this pod" : "the destination";
  const [first = ""] = names;
  const [kind = "", ...rest] = first.split(" ");
  const bare = (name: string): string => name.slice(name.indexOf(" ") + 1);
  const single = first.length > LONGEST_TITLE ? { what: `1 ${kind} selects`, title: rest.join(" ") } : { what: "1 policy selects", title: first };
  return {
    side: direction,
    eyebrow: `${direction.toUpperCase()} · ${names.length === 1 ? single.what : `${names.length} policies select`} ${subject}`,
    title: names.length === 1 ? single.title : names.length === 2 ? listOf(names.map(bare)) : `${bare(first)} and ${count(names.length - 1, "more", "more")}`,
    ...withRows(told, direction),
    footer: `enforced by ${engine} · as of ${asOf.slice(11)}`,
  };
}

/** What fits into the head of a card. */
const LONGEST_TITLE = 30;

/** The policies that have a say: those that isolate, and of an order of tiers all that are asked or not reached. */
function speaking(told: Judged, direction: Direction): readonly Policy[] {
  const side = told.explanation[direction];
  if (!hasOrder(side)) return side.isolatedBy;
  const asked = side.tiers.flatMap(({ policies }) => policies.filter(({ selecting }) => selecting.applies === "yes").map(({ selecting }) => selecting.policy));
  return [...asked, ...side.notReached.flatMap(({ policies }) => policies.map(({ policy }) => policy))];
}

const withRows = (told: Judged, direction: Direction): Pick<NonNullable<Figure["card"]>, "rows" | "more"> => {
  const { rows, more } = judgedRows(told, direction);
  return { rows: [...rows], more };
};

/** Whose card is drawn: the side that blocks, else the side that is limited at all. */
function limitingSide(told: Judged): Direction | undefined {
  const limited = (["egress", "ingress"] as const).filter((side) => speaking(told, side).length > 0);
  if (limited.length < 2) return limited[0];
  return told.explanation.decision === "allow" ? "egress" : sideThatDecides(told);
}
