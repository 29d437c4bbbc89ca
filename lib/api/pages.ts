import { z } from "zod";
import { answerSchema, codeSchema, protocolSchema, verdictSchema } from "./answer.ts";
import { clusterSchema, connectionSchema, problemSchema, rowSchema } from "./graph.ts";
import { revisionChangesSchema } from "./history.ts";

const cardSchema = z.object({
  side: z.enum(["egress", "ingress"]),
  eyebrow: z.string().describe("such as: EGRESS · 2 policies select this pod"),
  title: z.string(),
  rows: z.array(rowSchema),
  more: z.int().describe("rules beyond the rows shown"),
  footer: z.string(),
});

/** The runbook's figure as values: drawn as SVG, on the map and in print. */
export const figureSchema = z.object({
  cluster: z.string(),
  source: z.object({ eyebrow: z.string(), title: z.string(), detail: z.string(), inside: z.boolean() }),
  target: z.object({ eyebrow: z.string(), title: z.string(), detail: z.string(), inside: z.boolean() }),
  card: cardSchema.nullable().describe("null where no policy limits the path"),
  outcome: z.enum(["blocked", "rule", "dns", "allowed", "partly", "unknown"]).describe("rule: a deny rule blocks, drawn solid"),
  request: z.string().describe("step 1: 443/tcp SYN →"),
  stop: z.string().describe("step 2: DROPPED · no RST sent; empty when allowed"),
  symptom: z.string().describe("step 3: hang, then timeout"),
  sentence: z.string(),
});

/** The three steps of the figure in words. */
const threeStepsSchema = z.object({ request: z.string(), policy: z.string(), symptom: z.string() });

const commandSchema = z.object({ title: z.string(), command: z.string() });

export const checkSchema = z.object({
  cluster: clusterSchema,
  answer: answerSchema,
  figure: figureSchema,
  three: threeStepsSchema,
  headline: z.string().describe("Blocked by default deny: no rule allows TCP 443 to 203.0.113.4"),
  kubectl: z.array(commandSchema).describe("the runbook's debug steps, for copying"),
  slack: z.string(),
  markdown: z.string(),
});

/** What a policy's deletion would do to one workload, judged by the engine without it. */
const removalSchema = z.object({
  sentence: z.string().describe("Without default-deny: egress stays limited by allow-dns. 1 of 3 declared connections changes: billing-db 5432/tcp becomes blocked"),
  opens: z.array(z.enum(["egress", "ingress"])).describe("the directions of which it is the last limit"),
  allowed: z.int().describe("connections that become allowed"),
  blocked: z.int(),
  otherwise: z.int().describe("that become partly blocked or unknown"),
  changed: z.array(z.string()).describe("ids of all of them"),
  judged: z.int().describe("declared connections of the workload that were judged again"),
});

const selectingPolicySchema = z.object({
  policy: z.string().describe("id: namespace/name, of other kinds than NetworkPolicy Kind:namespace/name"),
  kind: z.string(),
  tier: z.string().describe("where it stands in the order: Admin tier, priority 10"),
  directions: z.array(z.enum(["egress", "ingress"])),
  selector: z.string().describe("as kubectl writes it; <all pods> when empty"),
  labels: z.array(z.string()).describe("keys of the workload's labels that the selector asks for"),
  rules: z.int(),
  line: z.int(),
  created: z.string().nullable().describe("when the object was created; RFC 3339, UTC; null where nobody told"),
  owner: z.string().nullable().describe("what its annotation or label a8r.io/owner, owner or team says"),
  keptBy: z.string().nullable().describe("the tool that keeps the object, such as: Argo CD application shop"),
  elsewhere: z.int().describe("other workloads that it selects"),
  removal: removalSchema.nullable().describe("null where it was not asked, because too many policies select the workload"),
});

/** Pods of one workload that no policy can tell apart. */
const partSchema = z.object({
  pods: z.array(z.string()),
  told: z.string().describe("2 of 3 pods: pod …x2k4q lacks label tier=web"),
  egressLimitedBy: z.array(z.string()),
  ingressLimitedBy: z.array(z.string()),
  verdicts: z.array(z.object({ connection: z.string(), verdict: verdictSchema, code: codeSchema })).describe("of what the workload calls, judged for these pods alone"),
});

const workloadConnectionSchema = connectionSchema.extend({ changedAt: z.string().nullable().describe("since when the verdict is what it is, as far as the stored history goes; RFC 3339, UTC") });

export const workloadSchema = z.object({
  cluster: clusterSchema,
  id: z.string(),
  namespace: z.string(),
  kind: z.string().describe("Pod, Deployment, …"),
  name: z.string(),
  replicas: z.int(),
  images: z.array(z.string()),
  nodes: z.array(z.string()),
  addresses: z.array(z.string()),
  labels: z.array(z.object({ key: z.string(), value: z.string() })),
  hostNetwork: z.boolean(),
  pods: z.array(z.string()),
  asked: z.object({ pod: z.string(), gone: z.string().nullable().describe("Pod api-client-7d9f is gone (02:20Z). Showing Deployment api-client.") }).nullable().describe("the pod through which it was found"),
  egressLimitedBy: z.array(z.string()),
  ingressLimitedBy: z.array(z.string()),
  egressOpen: z.boolean(),
  ingressOpen: z.boolean(),
  policies: z.array(selectingPolicySchema),
  parts: z.array(partSchema).describe("empty where all of its pods are alike"),
  outgoing: z.array(workloadConnectionSchema),
  incoming: z.array(workloadConnectionSchema),
  changes: z.array(revisionChangesSchema).describe("of its stored past, newest first: itself, the policies that select it, and what gave its connections another verdict"),
  kubectl: z.array(commandSchema),
  yaml: z.string().describe("what was read of it, as a manifest"),
  notes: z.array(z.string()),
});

export const policySummarySchema = z.object({
  id: z.string().describe("namespace/name, of other kinds than NetworkPolicy Kind:namespace/name"),
  namespace: z.string(),
  name: z.string(),
  kind: z.string(),
  status: z.enum(["evaluated", "rejected", "not evaluated", "doubtful", "not enforced", "staged"]),
  tier: z.string().describe("where it stands in the order: Admin tier, priority 10; empty where it takes no part"),
  directions: z.array(z.enum(["egress", "ingress"])),
  selector: z.string(),
  workloads: z.array(z.string()).describe("ids of the workloads it selects"),
  pods: z.int(),
  rules: z.int(),
  blocks: z.int().describe("declared connections that are blocked where this policy isolates"),
  problems: z.array(problemSchema),
});

export const policiesSchema = z.object({ cluster: clusterSchema, policies: z.array(policySummarySchema), problems: z.array(problemSchema) });

export const policySchema = z.object({
  cluster: clusterSchema,
  policy: policySummarySchema,
  egressRows: z.array(rowSchema),
  ingressRows: z.array(rowSchema),
  file: z.string(),
  firstLine: z.int().describe("line of the file at which yaml begins"),
  yaml: z.string().describe("this document only"),
  connections: z.array(connectionSchema).describe("blocked where this policy isolates"),
});

export const destinationsSchema = z.object({
  cluster: clusterSchema,
  destinations: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      provider: z.string().nullable(),
      addresses: z.array(z.string()),
      ports: z.array(z.object({ port: z.int(), protocol: protocolSchema })),
      knownFrom: z.array(z.enum(["catalogue", "configuration", "service", "rule", "watch"])),
      usedBy: z.array(z.string()),
    }),
  ),
});

export const clustersSchema = z.object({ clusters: z.array(clusterSchema) });

/** What can stand in the fields of a question, as far as a field can show it. */
export interface Suggestions {
  readonly from: readonly Suggestion[];
  readonly to: readonly Suggestion[];
}

export interface Suggestion {
  readonly id: string;
  readonly title: string;
}

export type Figure = z.infer<typeof figureSchema>;
export type CheckJson = z.infer<typeof checkSchema>;
export type WorkloadJson = z.infer<typeof workloadSchema>;
export type WorkloadConnection = WorkloadJson["outgoing"][number];
export type PolicySummary = z.infer<typeof policySummarySchema>;
export type PoliciesJson = z.infer<typeof policiesSchema>;
export type PolicyJson = z.infer<typeof policySchema>;
export type DestinationsJson = z.infer<typeof destinationsSchema>;
export type ClustersJson = z.infer<typeof clustersSchema>;
