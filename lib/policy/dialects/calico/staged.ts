import type { Reading } from "#lib/policy/dialect.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { type Opened, STORED } from "./api.ts";
import { checkOwnMetadata, checkPolicyMetadata } from "./names.ts";
import { authorOf } from "./policy.ts";
import { readSpec } from "./spec.ts";

const ACTIONS = ["Set", "Delete", "Learn", "Ignore"];

/** A draft of a policy: no engine enforces it, whatever it says (semantics §4.8). */
export function readStaged(opened: Opened): Reading {
  const { root, ref, problems } = opened;
  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  const spec = root.at("spec");
  if (ref.kind === "StagedKubernetesNetworkPolicy") {
    checkOwnMetadata(opened);
    spec.struct("stagedAction", "podSelector", "ingress", "egress", "policyTypes");
  } else {
    checkPolicyMetadata(opened);
    readSpec(spec, authorOf(opened), ref.apiVersion === STORED, "stagedAction");
  }
  checkAction(spec);
  return { kind: "staged", ref, problems: problems.found };
}

function checkAction(spec: Field): void {
  const action = spec.at("stagedAction");
  const text = action.text();
  if (text === undefined || text === "") return;
  if (!ACTIONS.includes(text)) action.error("unsupported-value", `unsupported staged action ${quote(text)}: use \`Set\`, \`Delete\`, \`Learn\` or \`Ignore\``);
  if (text !== "Delete") return;
  for (const [key, field] of spec.map()) {
    if (!["stagedAction", "tier"].includes(key) && !isEmpty(field)) field.error("forbidden", `\`${key}\` may not stand beside \`stagedAction: Delete\``);
  }
}

const isEmpty = ({ value }: Field): boolean =>
  value === undefined || value === "" || value === false || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
