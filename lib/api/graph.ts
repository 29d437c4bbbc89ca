import { z } from "zod";
import { codeSchema, protocolSchema, verdictSchema } from "./answer.ts";

/** Problems in the input, as pages and `whydrop lint` show them. */
export const problemSchema = z.object({
  severity: z.enum(["error", "warning"]),
  rule: z.string(),
  message: z.string(),
  file: z.string(),
  line: z.int(),
  field: z.string(),
  object: z.string().optional().describe("Kind namespace/name"),
});

/** How well one kind of a live cluster is known. */
export const kindStateSchema = z.object({
  group: z.string().describe("empty for the core group"),
  resource: z.string().describe("as the API server calls it: networkpolicies"),
  kind: z.string(),
  namespace: z.string().describe("empty: the whole cluster"),
  count: z.int().describe("objects that are held"),
  asOf: z.string().nullable().describe("until when they are known to be true; null before the first list ended"),
  state: z.enum(["live", "loading", "stale", "not-permitted", "not-installed"]),
  expected: z.int().nullable().describe("loading: how many there will be, about"),
  why: z.string().describe("what went wrong; empty where nothing did"),
  retryAt: z.string().nullable().describe("when the next attempt is made"),
});

export const clusterSchema = z.object({
  id: z.string().describe("as in URLs"),
  name: z.string(),
  title: z.string().describe("name · region · version, as far as they are known"),
  region: z.string().nullable(),
  version: z.string().nullable(),
  summary: z.string().nullable().describe("one sentence about a scenario"),
  engine: z.object({ name: z.string(), by: z.string() }),
  kinds: z.array(kindStateSchema).describe("of a live cluster, each kind that is read; empty where files are read"),
  warnings: z.array(z.string()).describe("what stays true of the connection to the cluster, such as that it is not verified"),
  revision: z.int(),
  asOf: z.string().describe("when the input was last read, or captured; RFC 3339, UTC"),
  readAt: z.string().describe("when this state was read, or of a live cluster last became different: the time that its links carry, since history is kept by it; RFC 3339, UTC"),
  at: z.string().nullable().describe("the past time whose state this is, as it was asked for; null: the present"),
  problems: z.int(),
});

/** One row of a firewall card: what one rule allows, or the implied end. */
export const rowSchema = z.object({
  mark: z.enum(["allow", "deny", "pass", "near", "implied", "tier"]).describe("tier: a heading, in the order in which tiers are asked"),
  text: z.string().describe("such as: allow → 10.0.0.0/8"),
  note: z.string().optional().describe("such as: port differs"),
  policy: z.string().optional().describe("id of the policy, as in policies[].id"),
  line: z.int().optional(),
});

/** A declared connection with its verdict. */
export const connectionSchema = z.object({
  id: z.string().describe("<from>~<to>~443-tcp: the value of the URL's sel"),
  from: z.string(),
  to: z.string().describe("the id that was declared: also a Service or a name"),
  target: z.string().describe("the node it is drawn to"),
  fromTitle: z.string(),
  toTitle: z.string(),
  addresses: z.array(z.string()),
  port: z.int(),
  protocol: protocolSchema,
  verdict: verdictSchema,
  code: codeSchema,
  reason: z.string(),
  symptom: z.string(),
  stop: z.string().describe("what is written at the mark: DROPPED · no RST sent; empty when nothing blocks"),
  side: z.enum(["egress", "ingress", "both"]).nullable().describe("which side blocks; null when none does"),
  why: z.string().describe("a few words for a table cell"),
  blockedBy: z.array(z.string()).describe("ids of the policies that block: by a deny rule, or by isolating the side"),
  declaredBy: z.array(z.enum(["configuration", "catalogue", "watch"])),
  watched: z.string().nullable().describe("name of the watched check"),
  expected: z.enum(["allow", "deny"]).nullable(),
});

export type ProblemJson = z.infer<typeof problemSchema>;
export type KindStateJson = z.infer<typeof kindStateSchema>;
export type ClusterJson = z.infer<typeof clusterSchema>;
export type CardRow = z.infer<typeof rowSchema>;
export type ConnectionJson = z.infer<typeof connectionSchema>;
