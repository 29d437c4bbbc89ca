import { z } from "zod";
import { codeSchema, protocolSchema, verdictSchema } from "./answer.ts";
import { clusterSchema } from "./graph.ts";

const timeSchema = z.string().describe("RFC 3339, UTC, with milliseconds: as `at=` takes it");

export const authorSchema = z.object({
  name: z.string().describe("who changed it: a field manager such as argocd, or a commit's author; empty where nobody told"),
  keptBy: z.string().nullable().describe("the tool that keeps the object, such as: Argo CD application shop"),
  commit: z.object({ id: z.string(), title: z.string() }).nullable(),
  at: z.string().nullable().describe("when the author changed it, where that was told apart from when it was seen"),
});

/** One object that changed. */
export const changeSchema = z.object({
  object: z.string().describe("names the object within the cluster, for /change"),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  action: z.enum(["created", "changed", "deleted"]),
  lane: z.enum(["policies", "labels", "rollouts", "services", "cluster"]).describe("rollouts: workloads, and pods that came and went"),
  summary: z.string().describe("what is different, in a few words: spec.egress · labels"),
  by: authorSchema,
});

/** A declared or watched connection whose verdict is another than before. */
export const flipSchema = z.object({
  id: z.string().describe("as in sel="),
  from: z.string(),
  to: z.string(),
  port: z.int(),
  protocol: protocolSchema,
  fromTitle: z.string(),
  toTitle: z.string(),
  watched: z.string().nullable(),
  was: codeSchema.nullable().describe("null: the connection was not declared"),
  is: codeSchema.nullable().describe("null: it is not declared any more"),
});

export const revisionChangesSchema = z.object({
  at: timeSchema,
  changes: z.array(changeSchema),
  flips: z.array(flipSchema).describe("judged just before and just after"),
  effect: z.string().describe("made 3 connections blocked, 1 allowed; empty where no verdict changed"),
});

export const timelineSchema = z.object({
  cluster: clusterSchema,
  durable: z.boolean().describe("whether the history outlives the process"),
  brought: z.boolean().describe("whether the input brings its own past, so that it is there again after a restart"),
  begins: timeSchema.nullable().describe("when the stored history begins; null where there is none"),
  from: timeSchema,
  until: timeSchema,
  revisions: z.array(revisionChangesSchema).describe("newest first"),
  gaps: z.array(z.object({ from: timeSchema, until: timeSchema, why: z.string() })).describe("when nobody watched: what changed then is told at its end"),
  more: z.boolean().describe("whether older ones were left out"),
});

/** One object before and after. */
export const diffSchema = z.object({
  object: z.string(),
  at: timeSchema,
  before: z.string().nullable().describe("YAML; null where it did not exist"),
  after: z.string().nullable(),
  lines: z.array(z.object({ mark: z.enum([" ", "-", "+"]), text: z.string() })).describe("a unified diff, with three lines around each difference"),
});

/** Which change a verdict rests on. */
export const blameSchema = z.object({
  cluster: clusterSchema,
  outcome: z.enum(["found", "none", "not-blocked", "unknown"]).describe("none: no change explains it; not-blocked: there is nothing to explain; unknown: a fact is missing"),
  sentence: z.string().describe("First blocked by default/default-deny, changed at 02:08:51Z by argocd"),
  was: z.object({ verdict: verdictSchema, code: codeSchema, reason: z.string() }).nullable().describe("just before the change"),
  is: z.object({ verdict: verdictSchema, code: codeSchema, reason: z.string() }),
  revision: revisionChangesSchema.omit({ flips: true, effect: true }).extend({ diffs: z.array(diffSchema) }).nullable().describe("the changes that made it so; several where they came at once"),
  since: timeSchema.nullable().describe("when the history that was searched begins"),
  evaluated: z.int().describe("how often the connection was judged"),
  doubts: z.array(z.string()).describe("what limits the answer, such as a gap in the history"),
});

export type AuthorJson = z.infer<typeof authorSchema>;
export type ChangeJson = z.infer<typeof changeSchema>;
export type FlipJson = z.infer<typeof flipSchema>;
export type RevisionJson = z.infer<typeof revisionChangesSchema>;
export type TimelineJson = z.infer<typeof timelineSchema>;
export type DiffJson = z.infer<typeof diffSchema>;
export type BlameJson = z.infer<typeof blameSchema>;
