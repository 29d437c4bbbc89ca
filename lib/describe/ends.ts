import type { Candidate } from "#lib/check/candidates.ts";
import type { Judged } from "#lib/check/pairs.ts";
import type { Direction } from "#lib/policy/algebra.ts";
import { qualifiedName } from "#lib/source/identity.ts";

/** `default/api-client`, `node:worker-1`, `203.0.113.4`; a party whose address is not known is named without one. */
export function candidateText(candidate: Candidate, span: string): string {
  if (candidate.inhabitant) return qualifiedName(candidate.inhabitant.fact);
  if (candidate.party.kind === "node" && !candidate.party.untold) return candidate.label;
  return isPlaced(candidate) ? span : candidate.label;
}

export const sourceText = ({ source, sourceSpan }: Judged): string => candidateText(source, sourceSpan);

/** The target with its address, and with the name that was asked about. */
export function targetText({ target, targetSpan }: Judged, host: string | undefined): string {
  const { candidate } = target;
  const text = candidateText(candidate, targetSpan);
  const known = candidate.inhabitant && candidate.whereabouts.kind === "known" ? targetSpan : undefined;
  const beside = [known, host].filter((word) => word !== undefined && word !== text);
  return beside.length === 0 ? text : `${text} (${beside.join(", ")})`;
}

/** `TCP 443 to 203.0.113.4 (api.stripe.com)`, or `from` where the receiving side speaks. */
export function callText(judged: Judged, host: string | undefined, side: Direction): string {
  const { port, protocol } = judged.explanation.connection;
  return side === "egress" ? `${protocol} ${port} to ${targetText(judged, host)}` : `${protocol} ${port} from ${sourceText(judged)}`;
}

/** What a rule sees of the other end: its address, or who it is where no address is known. */
export function peerAddressText({ source, sourceSpan, target, targetSpan }: Judged, direction: Direction): string {
  const [candidate, span] = direction === "egress" ? [target.candidate, targetSpan] : [source, sourceSpan];
  return isPlaced(candidate) ? span : candidateText(candidate, span);
}

/** Whether all of its addresses are known, or all of them are meant. */
export const isPlaced = ({ whereabouts }: Candidate): boolean => whereabouts.kind === "known" || whereabouts.meaning === "each";

/** The connection that shows what happened: for a blocked lookup, the one to the resolver. */
export const sideThatDecides = ({ explanation }: Judged): Direction =>
  explanation.egress.decision === explanation.decision || explanation.ingress.decision !== explanation.decision ? "egress" : "ingress";

