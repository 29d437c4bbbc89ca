import { z } from "zod";
import { codeSchema, protocolSchema } from "./answer.ts";

export const FOUND_KINDS = ["namespace", "workload", "service", "policy", "destination", "pod", "node"] as const;

/** How many results are told, whatever there are. */
export const MOST_FOUND = 50;

const foundSchema = z.object({
  kind: z.enum(FOUND_KINDS),
  id: z.string().describe("of a namespace its name, of a policy as in policies[].id, of all else as in nodes[].id of the map"),
  title: z.string(),
  subtitle: z.string().describe("Deployment ×3 · default"),
  why: z.string().describe("what was found where it is not the name: 203.0.113.4 is inside 203.0.113.0/28 in allow-partners; may be empty"),
  namespace: z.string().nullable(),
  workload: z.string().nullable().describe("of a pod: id of the workload whose page tells of it"),
  policyKind: z.string().nullable().describe("of a policy"),
});

/** A check that a pasted text tells of; `from` is null where somebody has to say who calls. */
const pastedCheckSchema = z.object({
  from: z.string().nullable(),
  fromTitle: z.string().nullable(),
  to: z.string(),
  toTitle: z.string(),
  port: z.int().nullable().describe("null where neither the text nor a declared connection tells one"),
  protocol: protocolSchema,
  declared: z.boolean().describe("it is a declared connection of this cluster"),
  code: codeSchema.nullable().describe("the verdict of the declared connection"),
  symptom: z.enum(["timeout", "refused", "unresolved", "unreachable"]).nullable(),
  said: z.string().describe("the words of the text that tell the symptom; may be empty"),
});

export const searchSchema = z.object({
  checks: z.array(pastedCheckSchema).describe("of an error, a URL or a -> b:443/tcp that was pasted: the likeliest first"),
  found: z.array(foundSchema).describe(`the best first; at most ${String(MOST_FOUND)}`),
  total: z.int().describe("how many there are"),
});

export type FoundKind = (typeof FOUND_KINDS)[number];
export type Found = z.infer<typeof foundSchema>;
export type PastedCheck = z.infer<typeof pastedCheckSchema>;
export type SearchJson = z.infer<typeof searchSchema>;
