import type { WorkloadConnection, WorkloadJson } from "#lib/api/pages.ts";
import type { Direction } from "#lib/policy/algebra.ts";
import { policyTitle } from "./policyids.ts";
import { withoutHeadline } from "./words.ts";

/** `limited by 2 policies:`, before their names; `open (no policy selects it)`. */
export function limitText({ policies, egressLimitedBy, ingressLimitedBy, egressOpen, ingressOpen }: Pick<WorkloadJson, "policies" | "egressLimitedBy" | "ingressLimitedBy" | "egressOpen" | "ingressOpen">, direction: Direction): string {
  const [limiting, open] = direction === "egress" ? [egressLimitedBy, egressOpen] : [ingressLimitedBy, ingressOpen];
  if (limiting.length > 0) return `limited by ${limiting.length} ${limiting.length === 1 ? "policy" : "policies"}:`;
  if (!open) return "cannot be told: a policy is doubtful or not evaluated";
  return policies.length === 0 ? "open (no policy selects it)" : "open (no policy limits it)";
}

/** `3 blocked destinations · 5 allowed · 1 cannot tell`. @param what destinations, or callers */
export function countsText(rows: readonly { readonly verdict: WorkloadConnection["verdict"] }[], what: { readonly one: string; readonly many: string }): string {
  const number = (verdict: WorkloadConnection["verdict"]): number => rows.filter((row) => row.verdict === verdict).length;
  const [blocked, partly, allowed, unknown] = [number("deny"), number("partial"), number("allow"), number("unknown")];
  if (rows.length === 0) return `No declared ${what.one}`;
  const parts = [`${blocked} blocked ${blocked === 1 ? what.one : what.many}`, ...(partly > 0 ? [`${partly} partly`] : []), `${allowed} allowed`, ...(unknown > 0 ? [`${unknown} cannot tell`] : [])];
  return parts.join(" · ");
}

/** For the incident channel, in Slack's mrkdwn: who it is, what limits it, and what it cannot reach. @param url of the page */
export function workloadSlack(workload: WorkloadJson, url: string): string {
  const { namespace, name, kind, replicas, cluster, outgoing } = workload;
  const blocked = blockedOf(outgoing);
  return [
    `*${plain(`${namespace}/${name}`)}* (${kind === "Pod" ? kind : `${kind} ×${replicas}`}) · cluster \`${plain(cluster.name)}\` · policies as of ${cluster.asOf.slice(11)}`,
    `Egress ${plain(limitsLine(workload, "egress"))}; ingress ${plain(limitsLine(workload, "ingress"))}`,
    `${countsText(outgoing, { one: "destination", many: "destinations" })}`,
    ...blocked.slice(0, MOST).map(({ toTitle, port, protocol, why }) => `• \`${plain(toTitle)}\` ${port}/${protocol.toLowerCase()}: ${plain(why)}`),
    ...(blocked.length > MOST ? [`• ${blocked.length - MOST} more`] : []),
    `<${url}|Live>`,
  ].join("\n");
}

/** More lines than these nobody reads in a channel. */
const MOST = 10;

/** For a ticket: the same, with the blocked connections as a table. */
export function workloadMarkdown(workload: WorkloadJson, url: string): string {
  const { namespace, name, kind, replicas, cluster, outgoing, policies } = workload;
  return [
    `**${cell(`${namespace}/${name}`)}** ${kind === "Pod" ? kind : `${kind} ×${replicas}`}`,
    "",
    `- egress ${cell(limitsLine(workload, "egress"))}`,
    `- ingress ${cell(limitsLine(workload, "ingress"))}`,
    `- ${countsText(outgoing, { one: "destination", many: "destinations" })}`,
    `- ${cell(cluster.title)} · policies as of ${cluster.asOf}`,
    `- ${url}`,
    "",
    "| destination | port | verdict | why |",
    "|---|---|---|---|",
    ...blockedOf(outgoing).map(({ toTitle, port, protocol, code, reason }) => `| ${cell(toTitle)} | ${port}/${protocol.toLowerCase()} | \`${code}\` | ${cell(withoutHeadline(reason, code))} |`),
    ...policies.flatMap(({ removal }) => (removal === null ? [] : ["", `> ${cell(removal.sentence)}`])),
    "",
  ].join("\n");
}

function limitsLine(workload: WorkloadJson, direction: Direction): string {
  const limiting = direction === "egress" ? workload.egressLimitedBy : workload.ingressLimitedBy;
  return `${limitText(workload, direction)} ${limiting.map(policyTitle).join(", ")}`.trim();
}

const blockedOf = (connections: readonly WorkloadConnection[]): readonly WorkloadConnection[] => connections.filter(({ verdict }) => verdict === "deny" || verdict === "partial");

/** As Slack's own escapes have it. */
const plain = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text from the cluster stays text. */
const cell = (text: string): string => text.replace(/[\r\n]+/g, " ").replace(/[\\|*[\]<>`]/g, (sign) => `\\${sign}`);
