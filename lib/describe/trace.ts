import type { Answer } from "#lib/check/answer.ts";
import { formatEnd } from "#lib/check/ids.ts";
import type { Judged } from "#lib/check/pairs.ts";
import { leaves } from "#lib/check/spread.ts";
import { directionSteps } from "./directionsteps.ts";
import { candidateText } from "./ends.ts";
import { gapText } from "./gaps.ts";
import { sourceText, unresolvedText } from "./lookups.ts";
import { calledHost, toldConnection } from "./reason.ts";
import { untoldOf } from "#lib/policy/endpoint.ts";
import { piecesOf } from "./pieces.ts";
import { type Step, step } from "./step.ts";
import { count, listOf } from "./words.ts";

/** The trace of the connection that tells most; a question that could not be turned into one ends with what is missing. */
export function trace(answer: Answer): readonly Step[] {
  const told = toldConnection(answer);
  const pieces = told ? piecesOf(answer, told) : [];
  const missing = answer.folded.gaps.map((gap) => {
    const code = gap.kind === "not-found" ? (gap.end === "source" ? "SRC_NOT_FOUND" : "DST_NOT_FOUND")
      : gap.kind === "service-port" ? "SERVICE_NO_PORT"
      : gap.kind === "service-endpoints" ? "SERVICE_NO_ENDPOINTS"
      : gap.kind === "service-of-name" ? "DST_NOT_FOUND"
      : "FACT_MISSING";
    return step(code, gapText(gap));
  });
  const sides = told ? [...directionSteps("egress", told, calledHost(answer), pieces), ...directionSteps("ingress", told, calledHost(answer), pieces)] : [];
  const refused = answer.telling?.kind === "no-dns" && answer.telling.dns.nameRefused;
  const steps = [
    ...resolvedSteps(answer),
    ...sourceSteps(answer),
    ...dnsSteps(answer),
    ...(told && answer.telling?.kind === "connection" ? targetSteps(answer, told) : []),
    // The resolver is reached: what no rule allows is the name, and that is said already.
    ...(refused ? sides.filter(({ code }) => code !== "NO_RULE_ALLOWS") : sides),
  ];
  return [...steps, ...missing.filter(({ text }) => !steps.some((earlier) => earlier.text === text))];
}

function resolvedSteps({ resolved }: Answer): readonly Step[] {
  if (!resolved) return [];
  const failed = unresolvedText(resolved);
  if (resolved.addresses.length > 0) {
    const bySource = [...Map.groupBy(resolved.addresses, sourceText)];
    const found = step("DST_RESOLVED", `${resolved.host} → ${bySource.map(([source, same]) => `${listOf(same.map(({ address }) => address.text))} (${source})`).join("; ")}`);
    return failed === undefined ? [found] : [found, step("DST_UNRESOLVED", `${failed}: judged by the addresses that are known otherwise`)];
  }
  return [step("DST_UNRESOLVED", `${failed ?? `no address of ${resolved.host} is known`}: judged as ${resolved.public ? "any public address" : "some address outside the cluster"}`)];
}

function sourceSteps({ sources, question }: Answer): readonly Step[] {
  const [first] = sources;
  if (!first) return [];
  const pods = sources.flatMap(({ inhabitant }) => (inhabitant ? [inhabitant] : []));
  if (sources.some(({ party }) => untoldOf(party) !== undefined)) return [step("SRC_OK", `${formatEnd(question.from)}, outside the cluster or somebody in it who could not be read`)];
  if (pods.length === 0) return [step("SRC_OK", first.party.kind === "node" ? `${first.label}, a node: no policy limits what it sends` : `${formatEnd(question.from)}, outside the cluster`)];
  const hosts = pods.filter(({ party }) => party.hostNetwork).length;
  const what = pods.every(({ fact }) => fact.kind === "workload") ? "a template" : count(pods.length, "pod");
  if (hosts > 0) return [step("SRC_HOST_NETWORK", `${formatEnd(question.from)}, ${what}, ${hosts === pods.length ? "" : `${hosts} of them `}in the node's network: no policy selects it`)];
  return [step("SRC_OK", `${formatEnd(question.from)}, ${what}, not in a node's network`)];
}

function dnsSteps({ dns, question }: Answer): readonly Step[] {
  if (!dns) return [];
  if (dns.kind === "skipped") {
    const why = {
      "not-a-pod": "the source is no pod of this cluster",
      "no-resolver": "the input has no Service in kube-system labelled k8s-app=kube-dns",
      "node-resolver": "the pod asks its node's resolver, which is not in the input",
      "no-backend": "the resolver's Service has no endpoint on port 53 in the input",
    }[dns.why];
    return [step("DNS_SKIPPED", `the lookup is not judged: ${why}`)];
  }
  const name = question.to.kind === "host" ? ` for ${question.to.host}` : "";
  if (dns.nameRefused) return [step("DNS_BLOCKED", `no rule for DNS queries answers for ${question.to.kind === "host" ? question.to.host : "this name"}: ${dns.resolver} is reached, and the engine refuses the query`)];
  const udp = dns.udp.verdict === "deny" ? step("DNS_BLOCKED", `UDP 53 to ${dns.resolver} is not allowed: no lookup${name}`)
    : dns.udp.verdict === "unknown" ? step("FACT_MISSING", `whether UDP 53 to ${dns.resolver} is allowed is not decided`)
    : step("DNS_ALLOWED", `UDP 53 to ${dns.resolver} is allowed${dns.udp.verdict === "partial" ? " for some of its endpoints" : ""}`);
  return dns.tcp.verdict === "deny" && dns.udp.verdict !== "deny" ? [udp, step("DNS_TCP_BLOCKED", `TCP 53 to ${dns.resolver} is not allowed: answers too long for UDP are lost`)] : [udp];
}

function targetSteps(answer: Answer, told: Judged): readonly Step[] {
  const { target } = told;
  const steps: Step[] = [];
  if (target.via) {
    const backends = new Set(leaves(answer.attempts).flatMap((attempt) => (attempt.kind === "connection" ? [attempt.judged.target.candidate.label] : [])));
    const { namespace, name, place } = target.via;
    steps.push(step("SERVICE_PORT", `Service ${namespace}/${name} ${target.entry ? "node port" : "port"} ${answer.question.port} → ${target.port} on ${count(backends.size, "endpoint")}`, { apiVersion: "v1", kind: "Service", namespace, name }, { ...place, path: "spec.ports" }));
  }
  if (told.source.party.kind === "node" && answer.sources.every(({ party }) => party.kind === "outside")) {
    steps.push(step("ASSUMED", `through ${told.source.label} the client arrives with that node's address (externalTrafficPolicy Cluster)`));
  }
  const text = candidateText(target.candidate, told.targetSpan);
  if (told.explanation.connection.loopback || told.explanation.connection.hairpin) steps.push(step("DST_SELF", `${text} is the source itself`));
  else if ([told.explanation.egress, told.explanation.ingress].some(({ ground }) => ground.kind === "own-node")) steps.push(step("DST_OWN_NODE", `${text}: a pod and its own node`));
  else if (untoldOf(target.candidate.party)) steps.push(step("ASSUMED", `${text}, if it is a ${target.candidate.party.kind} that could not be read`));
  else if (target.candidate.party.kind !== "outside") steps.push(step("DST_OK", `${text}${target.candidate.whereabouts.kind === "known" ? ` at ${told.targetSpan}` : ", address not known"}`));
  return steps;
}
