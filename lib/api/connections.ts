import { z } from "zod";
import { clusterSchema, connectionSchema } from "./graph.ts";

/** The columns of the table, in their order; `sort` and `cols` of an address name them. */
export const COLUMNS = ["from", "to", "port", "verdict", "why", "side", "policies", "changed"] as const;

export const connectionRowSchema = connectionSchema.extend({
  changedAt: z.string().nullable().describe("when its verdict last changed, as far as that is stored; RFC 3339, UTC"),
  policies: z.array(z.string()).describe("ids of the policies that select either end, or block it"),
});

/** A part of the declared connections, in an order, filtered. */
export const connectionsSchema = z.object({
  cluster: clusterSchema,
  total: z.int().describe("how many the filter leaves"),
  of: z.int().describe("declared connections of the cluster"),
  rows: z.array(connectionRowSchema),
  next: z.string().nullable().describe("what `after` continues with; null: these are the last"),
  removed: z.array(z.object({ term: z.string(), count: z.int() })).describe("where nothing is left: how many connections each part of the filter removes by itself"),
  ignored: z.array(z.object({ term: z.string(), expected: z.string() })).describe("parts of the filter that make no sense, and were left out"),
});

export type Column = (typeof COLUMNS)[number];
export type ConnectionRow = z.infer<typeof connectionRowSchema>;
export type ConnectionsJson = z.infer<typeof connectionsSchema>;
