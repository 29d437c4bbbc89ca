import type { Answer } from "#lib/check/answer.ts";
import type { StepCode } from "#lib/check/codes.ts";
import { leaves } from "#lib/check/spread.ts";
import type { Engine } from "#lib/policy/engines.ts";
import type { Assumption } from "#lib/policy/uncertainty.ts";
import type { DirectionExplanation } from "#lib/policy/explain.ts";
import { identityOf } from "#lib/source/identity.ts";
import { isInternal } from "#lib/net/range.ts";
import { NODES, PODS, SERVICES } from "#lib/policy/unread.ts";
import { notEnforcedText } from "./engine.ts";
import { untoldFamilyText, unusedText } from "./lookups.ts";
import { ruleName } from "./policies.ts";
import { toldConnection } from "./reason.ts";
import { listOf } from "./words.ts";

export interface Note {
  readonly code: StepCode;
  readonly text: string;
}

/** What a reader should know beside the verdict: assumptions, rejected policies, unread input. Each once. */
export function notes(answer: Answer): readonly Note[] {
  const all = [...engineNotes(answer), ...lookupNotes(answer), ...assumptionNotes(answer), ...unreadNotes(answer), ...resolverNotes(answer), ...mixedTierNotes(answer), ...beyondNotes(answer), ...notEnforcedNotes(answer), ...rejectedNotes(answer), ...inputNotes(answer), ...replyNote(answer)];
  return [...new Map(all.map((note) => [note.text, note])).values()];
}

function engineNotes(answer: Answer): readonly Note[] {
  const { engine, engineBy, detected } = answer.context;
  const found = (detected?.notes ?? []).map((text): Note => ({ code: "ASSUMED", text }));
  const assumed: readonly Note[] = engineBy === "default" || (detected?.engine === "kubernetes") ? [{ code: "ASSUMED", text: "the CNI is taken to enforce policies as Kubernetes documents them" }, ...found] : found;
  const told = toldConnection(answer);
  const modes = MODES[engine.name];
  const asked = told && [told.explanation.egress, told.explanation.ingress].some(({ ground, tiers }) =>
    tiers.some(({ policies }) => policies.length > 0) || (ground.kind === "open" && CLOSED_BY_MODE.includes(engine.name)));
  return modes === undefined || !asked ? assumed : [...assumed, { code: "ASSUMED", text: modes }];
}

/** Who stands outside by assumption, as not everybody who could be inside was read. */
function unreadNotes({ attempts, context: { known }, folded, question }: Answer): readonly Note[] {
  const kinds = [PODS, NODES, SERVICES].filter((kind) => known.unread.of(kind).length > 0).map(({ kind }) => kind);
  if (kinds.length === 0 || folded.verdict === "unknown") return [];
  const outside = leaves(attempts).flatMap((attempt) => (attempt.kind === "no-dns" ? [] : [attempt.judged.source, attempt.judged.target.candidate])).filter(({ party }) => party.kind === "outside");
  const addresses = [...new Set(outside.flatMap(({ whereabouts }) => (whereabouts.kind === "known" ? whereabouts.addresses.filter((address) => !isInternal(address)).map(({ text }) => text) : [])))];
  const unresolved = question.to.kind === "host" && !known.usesIpv6 && outside.some(({ whereabouts }) => whereabouts.kind === "within");
  return [
    ...addresses.map((address): Note => ({ code: "ASSUMED", text: `${address} is taken to be outside the cluster: not every ${kinds.join(" or ")} could be read` })),
    ...(unresolved ? [{ code: "ASSUMED", text: "the cluster is taken to have no IPv6: none was seen in what could be read" } as const] : []),
  ];
}

/** The resolver of a cluster whose own could not be read. */
function resolverNotes({ dns }: Answer): readonly Note[] {
  const presumed = dns?.kind === "judged" && leaves(dns.judged).some(({ target: { candidate } }) => candidate.party.kind === "pod" && candidate.party.untold !== undefined && candidate.whereabouts.kind === "within");
  return presumed ? [{ code: "ASSUMED", text: "the cluster's resolver, which could not be read, is taken to be a pod of kube-system that listens on port 53, not in its node's network" }] : [];
}

/** How an engine is taken to be set up: options that are not in the input (semantics §1.12, §3, §4.7). */
const MODES: Readonly<Partial<Record<Engine["name"], string>>> = {
  cilium: "Cilium is taken to run with its defaults, as in 1.19: policies enforced for whoever they select (not always, never or audit), blocks that match neither pods nor nodes, its default label filter, SCTP off",
  calico: "Calico is taken to run with its defaults: denied packets are dropped, and what a pod sends to its own node passes its egress policies first",
  "ovn-kubernetes": "OVN-Kubernetes is taken to run with its defaults; a pod's own node may always open connections to it",
  "vpc-cni": "AWS VPC CNI is taken to run in standard mode, on nodes and pods that it polices (not Fargate, not Windows), with one IP family",
};

/** Engines with a mode in which a pod that no policy selects is closed. */
const CLOSED_BY_MODE: readonly Engine["name"][] = ["cilium", "vpc-cni"];

function lookupNotes({ resolved }: Answer): readonly Note[] {
  const texts = resolved ? [untoldFamilyText(resolved), unusedText(resolved)] : [];
  return texts.flatMap((text) => (text === undefined ? [] : [{ code: "ASSUMED" as const, text }]));
}

function assumptionNotes(answer: Answer): readonly Note[] {
  const told = toldConnection(answer);
  if (!told) return [];
  const { egress, ingress } = told.explanation;
  return [...egress.assumptions, ...ingress.assumptions].map((assumption) => ({ code: "ASSUMED", text: assumptionText(assumption) }));
}

function assumptionText(assumption: Assumption): string {
  switch (assumption.kind) {
    case "without-object":
      return `${assumption.of} ${assumption.name} has no object in the input: it is taken to lack the label ${assumption.key}`;
    case "feature":
      return `${assumption.feature}, which ${identityOf(assumption.policy)} uses, are taken to be installed`;
    case "feature-lacking":
      return `${assumption.by} has no ${assumption.feature.replace(/^the /, "")}, which ${identityOf(assumption.policy)} uses: its rules with them fail closed (one that allows means nobody, one that denies or passes denies everybody)`;
    case "label-left-out":
      return `Cilium's default label filter leaves ${assumption.key} out of what it knows a pod by: no policy sees it`;
    case "name-was-looked-up":
      return `${assumption.pattern} is known to lead to this address: the rule by that name holds once the name was looked up, and as long as the answer stays the same`;
    case "name-leads-elsewhere":
      return `the addresses of ${assumption.pattern} are not known: they are taken not to be the destination's`;
    case "lookup-not-policed":
      return `the rule for ${assumption.pattern} needs a rule for DNS queries (rules.dns on port 53) to learn addresses; a lookup by another pod on the same node can open it for a while`;
    case "named-port":
      return `the port name ${assumption.name} ${NAMED_PORT[assumption.why]}`;
    case "sctp-off":
      return "SCTP needs Cilium's option enable-sctp, which is off by default";
    case "node-by-labels":
      return `${assumption.pod} is in its node's network, and AWS VPC CNI admits the whole node for a label peer that matches it`;
    case "except-overrides":
      return `AWS VPC CNI keeps an except as a closed block of its own: ${assumption.cidr} closes what another rule opens there`;
    case "own-node-not-applied":
      return `the node of ${assumption.pod} is not known: that its own node is always allowed is not applied`;
    case "own-node-free":
      return `traffic between a pod and its own node is allowed by the API; some CNIs police it (Calico, Cilium: egress)`;
    case "ip-block-and-pods":
      return assumption.matches
        ? `the ipBlock ${assumption.cidr} is taken to match a pod's address, as in Kubernetes' conformance tests; under Cilium it would not`
        : `under this engine the ipBlock ${assumption.cidr} does not match a pod's address; under Kubernetes' conformance tests it does`;
  }
}

const NAMED_PORT = {
  "numbers-differ": "stands for different numbers in this cluster: Cilium up to 1.19 skips it in egress rules, later releases look at the selected pods only",
  "one-for-all": "stands for one number in this cluster: Cilium up to 1.19 opens that number to every peer of an egress rule, whoever declares it",
  "first-container": "is declared more than once in the pod, and this engine keeps one of the numbers",
  "container-kind": "is declared by a container that this engine does not read",
  "no-pod-peer": "counts under AWS VPC CNI only beside a label peer",
} as const;

/** Two versions of an API can fill one tier, and nothing says how they relate (semantics §2.5). */
function mixedTierNotes(answer: Answer): readonly Note[] {
  const told = toldConnection(answer);
  const tiers = told ? [...told.explanation.egress.tiers, ...told.explanation.ingress.tiers].filter(({ tier }) => tier.rankWord === "priority") : [];
  return tiers.flatMap(({ tier, policies }) => {
    const kinds = [...new Set(policies.map(({ selecting }) => selecting.policy.ref.kind))];
    return kinds.length < 2 ? [] : [{ code: "ASSUMED", text: `${listOf(kinds)} are asked together in the ${tier.title}, by their priorities: nothing says how two versions of the API relate` }];
  });
}

/** What a rule looks at once the connection is open is not judged: unless another rule allows it without looking. */
function beyondNotes(answer: Answer): readonly Note[] {
  const told = toldConnection(answer);
  if (!told || answer.telling?.kind !== "connection") return [];
  return [told.explanation.egress, told.explanation.ingress].flatMap(({ ground, tiers }) => {
    if (ground.kind !== "rule" || ground.outcome.rule.action !== "allow") return [];
    const allowing = tiers.flatMap(({ policies }) => policies.flatMap(({ rules }) => rules)).filter(({ match, rule }) => match === "yes" && rule.action === "allow");
    if (allowing.some(({ rule }) => rule.beyond?.kind !== "requests")) return [];
    return [...new Set(allowing.map(({ policy, rule }) => `${ruleName(policy, rule)} then looks at ${rule.beyond?.kind === "requests" ? rule.beyond.what : ""}`))]
      .map((text): Note => ({ code: "BEYOND_NOT_JUDGED", text: `the connection opens; ${text}, and which of them pass is unknown here` }));
  });
}

function notEnforcedNotes(answer: Answer): readonly Note[] {
  const none = notEnforcedText(answer.context);
  if (none !== undefined) return [{ code: "POLICY_NOT_ENFORCED", text: none }];
  const told = toldConnection(answer);
  const sides: readonly DirectionExplanation[] = told ? [told.explanation.egress, told.explanation.ingress] : [];
  return sides.flatMap(({ notEnforced }) => notEnforced).map(({ ref, place }) => ({
    code: "POLICY_NOT_ENFORCED", text: `${identityOf(ref)} (${place.file} line ${place.line}) is not enforced by ${answer.context.engine.title}: it takes no part`,
  }));
}

function rejectedNotes({ attempts, context }: Answer): readonly Note[] {
  const parties = leaves(attempts).flatMap((attempt) => (attempt.kind === "no-dns" ? [attempt.source.party] : [attempt.judged.source.party, attempt.judged.target.candidate.party]));
  const lacking = context.policies.rejected.map(({ ref, place, subject }) => ({ ref, place, touches: [{ kind: "pods", namespace: ref.namespace, subject } as const] }));
  return [...context.snapshot.standings.rejected, ...lacking]
    .filter(({ touches }) => parties.some((party) => touches.some((one) => context.policies.touches(one, party))))
    .map(({ ref, place }) => ({ code: "POLICY_REJECTED", text: `${identityOf(ref)} (${place.file} line ${place.line}) ${ref.apiVersion.startsWith("cilium.io/") ? "is not valid: the API server rejects it, or Cilium ignores it, and" : "would be rejected by the API server:"} it takes no part` }));
}

function inputNotes({ context }: Answer): readonly Note[] {
  const unread = context.snapshot.problems.filter(({ rule, severity }) => rule === "unreadable" && severity === "error");
  return unread.map(({ place, message }) => ({ code: "FACT_MISSING", text: `${place.file} line ${place.line} could not be read: ${message}` }));
}

/** Said where somebody could ask: the rules judge who opens, not who answers. */
const replyNote = ({ folded }: Answer): readonly Note[] =>
  folded.verdict === "allow" || folded.verdict === "partial" ? [{ code: "ASSUMED", text: "this is about opening a connection: replies to an allowed one pass, and whether anything listens there is not judged" }] : [];
