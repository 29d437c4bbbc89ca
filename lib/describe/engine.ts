import type { AnswerJson } from "#lib/api/answer.ts";
import type { Context, EngineBy } from "#lib/check/context.ts";

/** Which engine the verdicts are of, and how it was chosen. */
export const engineJson = ({ engine, engineBy, detected }: Context): AnswerJson["engine"] => ({
  name: engine.name,
  by: detected ? `detected: ${detected.evidence.join(", ")}` : ENGINE_BY[engineBy],
});

const ENGINE_BY: Readonly<Record<EngineBy, string>> = {
  given: "given by --engine",
  cluster: "named by the Cluster object",
  detected: "detected in the cluster",
  policies: "told by the kinds of policies in the input",
  default: "assumed: nothing names another",
};

/** What a cluster in which nothing enforces its policies is told, as sentences of a page; undefined for any other. */
export function notEnforcedText({ engine, detected, snapshot }: Context): string | undefined {
  if (engine.name !== "none" || snapshot.standings.accepted.length === 0) return undefined;
  return `Policies exist, but no CNI that enforces them was found${detected?.cni === undefined ? "" : ` (${detected.cni})`}. Nothing is blocked.`;
}
