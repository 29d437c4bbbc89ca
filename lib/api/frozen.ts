import { z } from "zod";
import { clusterSchema } from "./graph.ts";
import { checkSchema } from "./pages.ts";
import { timeParam } from "./requests.ts";

/** The schemas of frozen documents that were released; the last is the one that is written. Every one of them must render for ever. */
export const FROZEN_SCHEMA = 1;

/** What a frozen snapshot holds, and all that its page, its file and its pictures are made of. Nothing in it is asked again. */
export const frozenSchema = z.strictObject({
  schema: z.literal(FROZEN_SCHEMA),
  madeBy: z.string().describe("version of Whydrop"),
  madeAt: z.string().describe("RFC 3339, UTC"),
  /** Until when the facts were true. */
  capturedAt: z.string(),
  cluster: clusterSchema,
  check: checkSchema.describe("verdict, trace, figure as values, engine"),
  pictures: z.strictObject({ across: z.strictObject({ light: z.string(), dark: z.string() }), down: z.strictObject({ light: z.string(), dark: z.string() }) }).describe("the figure as SVG documents, as it was drawn then"),
  policies: z.array(z.strictObject({ id: z.string(), kind: z.string(), side: z.array(z.enum(["egress", "ingress"])), file: z.string(), firstLine: z.int(), yaml: z.string() })).describe("those that select one of the ends"),
  facts: z.array(z.string()).describe("YAML of the other objects that the verdict rests on: the ends, their namespaces, the Service"),
  unreadable: z.array(z.string()).describe("what could not be read, in words"),
  left: z.array(z.enum(["yaml", "names"])).describe("what was left out on purpose: yaml; names: pseudonyms stand for names and addresses"),
  live: z.string().describe("path of the live page; empty where names were left out"),
});

/** What is asked for when a snapshot is made. Whatever else is sent is refused: the server decides ids, owners and times. */
export const freezeRequest = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  port: z.string().min(1),
  proto: z.string().default("tcp"),
  at: timeParam.optional().describe("the past state to freeze; absent: the present one"),
  expiry: z.enum(["24h", "7d", "30d", "kept"]).default("30d"),
  reason: z.string().trim().max(200).optional().describe("needed where it is kept"),
  leave: z.array(z.enum(["yaml", "names"])).default([]),
});

/** One snapshot in the list of those that exist: never its id, which only its link has. */
export const snapshotSummarySchema = z.object({
  name: z.string().describe("names it for revoking; opens nothing"),
  cluster: z.string(),
  title: z.string().describe("the sentence"),
  madeAt: z.string(),
  expiresAt: z.string().nullable().describe("null: kept"),
  reason: z.string().nullable(),
});

export const frozenLinkSchema = snapshotSummarySchema.extend({ url: z.string().describe("the link, told only now"), path: z.string() });
export const snapshotListSchema = z.object({ snapshots: z.array(snapshotSummarySchema), durable: z.boolean().describe("false: kept in memory, and gone when the server stops") });

/** What a snapshot would hold, before it is made. */
export const freezePreviewSchema = z.object({
  sentence: z.string(),
  namespaces: z.array(z.string()),
  names: z.array(z.string()),
  addresses: z.array(z.string()),
  policies: z.array(z.string()).describe("whose YAML is in it"),
  bytes: z.int(),
  durable: z.boolean(),
});

export type Frozen = z.infer<typeof frozenSchema>;
export type FreezeRequest = z.output<typeof freezeRequest>;
export type Leave = Frozen["left"][number];
export type SnapshotSummary = z.infer<typeof snapshotSummarySchema>;
export type FrozenLink = z.infer<typeof frozenLinkSchema>;
export type SnapshotList = z.infer<typeof snapshotListSchema>;
export type FreezePreview = z.infer<typeof freezePreviewSchema>;
