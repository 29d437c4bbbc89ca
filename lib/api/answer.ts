import { z } from "zod";
import { CODES, STEP_CODES } from "#lib/check/codes.ts";

/** The shape of a verdict for other programs: `-o json`, jsonl and HTTP alike. Fields are added, never renamed. */
export const verdictSchema = z.enum(["allow", "deny", "partial", "unknown"]);
export const codeSchema = z.enum(CODES);
export const protocolSchema = z.enum(["TCP", "UDP", "SCTP"]);

const sideSchema = z.object({
  verdict: verdictSchema,
  code: codeSchema,
  isolatedBy: z.array(z.string()).describe("policies that isolate this end, as namespace/name; after their kind where two kinds share a name"),
  order: z.string().optional().describe("what each tier says, in order; absent where one tier of Kubernetes' own policies is all there is"),
});

export const stepSchema = z.object({
  code: z.enum(STEP_CODES),
  text: z.string(),
  object: z.string().optional().describe("the object the step is about, as Kind namespace/name"),
  path: z.string().optional().describe("the place inside the object, such as spec.egress[0].to[1]"),
  file: z.string().optional(),
  line: z.int().optional().describe("line of the file, from 1"),
});

export const answerSchema = z.object({
  query: z.object({ from: z.string(), to: z.string(), port: z.union([z.int(), z.string()]), protocol: protocolSchema }).describe("ids as on the command line"),
  verdict: verdictSchema,
  code: codeSchema,
  reason: z.string().describe("one sentence"),
  symptom: z.string().describe("what the client sees"),
  engine: z.object({ name: z.string(), by: z.string().describe("how the engine was chosen") }),
  asOf: z.string().nullable().describe("RFC 3339, UTC; null where the input carries no time"),
  directions: z.object({ egress: sideSchema, ingress: sideSchema }),
  nearest: z
    .object({
      policy: z.string(),
      path: z.string(),
      allows: z.string().describe("what the rule allows, in words"),
      differs: z.string().describe("the one criterion that fails"),
      file: z.string(),
      line: z.int(),
    })
    .nullable(),
  addresses: z.array(z.object({
    address: z.string(),
    verdict: verdictSchema,
    source: z.string().describe("who tells it: catalogue, recorded (with the cluster) or resolver"),
    by: z.string().optional().describe("the resolver that was asked, as an address"),
    at: z.string().nullable().describe("when it was recorded or looked up; RFC 3339, UTC"),
  })),
  steps: z.array(stepSchema),
  notes: z.array(z.object({ code: z.string(), text: z.string() })),
  missing: z.array(z.string()).describe("the facts without which the verdict is unknown"),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type AnswerJson = z.infer<typeof answerSchema>;
export type StepJson = z.infer<typeof stepSchema>;
