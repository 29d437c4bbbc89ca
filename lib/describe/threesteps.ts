import type { CheckJson } from "#lib/api/pages.ts";
import type { Answer } from "#lib/check/answer.ts";
import { sideThatDecides, sourceText, targetText } from "./ends.ts";
import { unresolvedText } from "./lookups.ts";
import { calledHost, nearestText, toldConnection } from "./reason.ts";
import { nearMisses } from "#lib/check/nearest.ts";
import { policyTexts, rankedText } from "./policies.ts";
import { symptom } from "./symptom.ts";
import { hasOrder, tierOrderText } from "./tierorder.ts";
import { count, listOf } from "./words.ts";

/** The figure's steps in words: the pod asks, the policies answer, the client sees. */
export function threeSteps(answer: Answer): CheckJson["three"] {
  const told = toldConnection(answer);
  if (!told) return { request: "No connection can be named yet.", policy: "Nothing was judged.", symptom: sentence(symptom(answer)) };
  const { port, protocol } = told.explanation.connection;
  const call = `${sourceText(told)} opens ${protocol} ${port} to ${targetText(told, calledHost(answer))}.`;
  return { request: [call, dnsText(answer)].filter((text) => text !== "").join(" "), policy: policyStep(answer), symptom: sentence(symptom(answer)) };
}

function dnsText({ dns, resolved }: Answer): string {
  if (!dns) return "";
  const found = !resolved ? ""
    : resolved.addresses.length > 0 ? `${resolved.host} is ${listOf(resolved.addresses.map(({ address }) => address.text))}`
    : (unresolvedText(resolved) ?? `no address of ${resolved.host} is known`);
  const lookup = dns.kind === "skipped" ? "its lookup is not judged" : dns.udp.verdict === "deny" ? (dns.nameRefused ? "its lookup is refused" : "its lookup is blocked") : "its lookup is allowed";
  return `DNS: ${[found, lookup].filter((text) => text !== "").join("; ")}.`;
}

function policyStep(answer: Answer): string {
  const told = toldConnection(answer);
  if (!told) return "";
  const { decision } = told.explanation;
  const side = sideThatDecides(told);
  const { isolatedBy } = told.explanation[side];
  const subject = side === "egress" ? sourceText(told) : targetText(told, undefined);
  const limits = isolatedBy.length === 0 || hasOrder(told.explanation[side]) ? "" : `${count(isolatedBy.length, "policy", "policies")} ${isolatedBy.length === 1 ? "limits" : "limit"} ${side} of ${subject}: ${listOf(policyTexts(isolatedBy))}.`;
  if (decision === "unknown") return `${limits} What they answer depends on a fact that is missing.`.trim();
  if (decision === "allow") return allowedStep(answer, limits);
  const { ground } = told.explanation[side];
  const order = tierOrderText(told.explanation[side]);
  const inOrder = order === undefined ? "" : ` In order: ${order}.`;
  if (ground.kind === "rule") return `${limits} ${rankedText(ground.outcome.policy)} rule ${ground.outcome.rule.number} denies it.${inOrder}`.trim();
  const [nearest] = nearMisses(told.explanation[side]);
  return `${limits} No rule allows it.${inOrder}${nearest ? ` Nearest: ${nearestText(nearest, side, told)}.` : ""}`.trim();
}

function allowedStep(answer: Answer, limits: string): string {
  const told = toldConnection(answer);
  const grounds = told ? [told.explanation.egress.ground, told.explanation.ingress.ground] : [];
  const rules = grounds.flatMap((ground) => (ground.kind === "rule" ? [`${ground.outcome.policy.ref.name} rule ${ground.outcome.rule.number}`] : []));
  const orders = told ? [told.explanation.egress, told.explanation.ingress].flatMap((side) => tierOrderText(side) ?? []) : [];
  const inOrder = orders.length === 0 ? "" : ` In order: ${orders.join("; ")}.`;
  if (rules.length > 0) return `${limits} ${listOf(rules)} ${rules.length === 1 ? "allows" : "allow"} it.${inOrder}`.trim();
  if (orders.length > 0) return `${limits}${inOrder}`.trim();
  return limits === "" ? "No policy limits this connection on either side." : `${limits} This traffic is always allowed.`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
