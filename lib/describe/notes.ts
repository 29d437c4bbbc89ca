import type { Answer } from "#lib/check/answer.ts";
import type { StepCode } from "#lib/check/codes.ts";
import { leaves } from "#lib/check/spread.ts";
import { touchesPod } from "#lib/policy/compiled.ts";
import type { PodParty } from "#lib/policy/endpoint.ts";
import type { Assumption } from "#lib/policy/uncertainty.ts";
import { nameOf } from "#lib/source/identity.ts";
import { toldConnection } from "./reason.ts";

export interface Note {
  readonly code: StepCode;
  readonly text: string;
}

/** What a reader should know beside the verdict: assumptions, rejected policies, unread input. Each once. */
export function notes(answer: Answer): readonly Note[] {
  const all = [...engineNotes(answer), ...assumptionNotes(answer), ...rejectedNotes(answer), ...inputNotes(answer), ...replyNote(answer)];
  return [...new Map(all.map((note) => [note.text, note])).values()];
}

function engineNotes({ context }: Answer): readonly Note[] {
  const { engine, engineBy } = context;
  const assumed: readonly Note[] = engineBy === "default" ? [{ code: "ASSUMED", text: "the CNI is taken to enforce policies as Kubernetes documents them" }] : [];
  return engine.complete ? assumed : [...assumed, { code: "ASSUMED", text: `of what ${engine.title} does differently, two things are judged: what an ipBlock matches, and traffic with the pod's own node` }];
}

function assumptionNotes(answer: Answer): readonly Note[] {
  const told = toldConnection(answer);
  if (!told) return [];
  const { egress, ingress } = told.explanation;
  return [...egress.assumptions, ...ingress.assumptions].map((assumption) => ({ code: "ASSUMED", text: assumptionText(assumption) }));
}

function assumptionText(assumption: Assumption): string {
  switch (assumption.kind) {
    case "namespace-without-object":
      return `namespace ${assumption.namespace} has no object in the input: it is taken to lack the label ${assumption.key}`;
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

function rejectedNotes({ attempts, context }: Answer): readonly Note[] {
  const pods = leaves(attempts).flatMap((attempt) => (attempt.kind === "no-dns" ? [attempt.source.party] : [attempt.judged.source.party, attempt.judged.target.candidate.party]))
    .filter((party): party is PodParty => party.kind === "pod");
  return context.snapshot.standings.rejected
    .filter(({ touches }) => pods.some((pod) => touchesPod(touches, pod)))
    .map(({ ref, place }) => ({ code: "POLICY_REJECTED", text: `${nameOf(ref)} (${place.file} line ${place.line}) would be rejected by the API server: it takes no part` }));
}

function inputNotes({ context }: Answer): readonly Note[] {
  const unread = context.snapshot.problems.filter(({ rule, severity }) => rule === "unreadable" && severity === "error");
  return unread.map(({ place, message }) => ({ code: "FACT_MISSING", text: `${place.file} line ${place.line} could not be read: ${message}` }));
}

/** Said where somebody could ask: the rules judge who opens, not who answers. */
const replyNote = ({ folded }: Answer): readonly Note[] =>
  folded.verdict === "allow" || folded.verdict === "partial" ? [{ code: "ASSUMED", text: "this is about opening a connection: replies to an allowed one pass, and whether anything listens there is not judged" }] : [];
