import { expect, test } from "vitest";
import type { KindStateJson } from "#lib/api/graph.ts";
import { kindState, loading, notPermitted } from "./kinds.fixture.ts";
import { type VerdictCounts, mapHeadline, notEnforcedText, notEvaluatedText, overBudgetText, statusText } from "./maptexts.ts";

const NONE: VerdictCounts = { deny: 0, partial: 0, unknown: 0, total: 40, watchedAllowed: 0 };
const FLANNEL = "Policies exist, but no CNI that enforces them was found (flannel). Nothing is blocked.";
const headline = (counts: Partial<VerdictCounts>, { policies = true, kinds = [] as KindStateJson[], unenforced = undefined as string | undefined } = {}): string => mapHeadline({ ...NONE, ...counts }, policies, { kinds }, unenforced);

test.each([
  { state: "first run, no policies", said: headline({}, { policies: false }), is: "No network policies in this cluster. Every pod can reach everything." },
  { state: "no policies are known, and some cannot be read", said: headline({}, { policies: false, kinds: [notPermitted("NetworkPolicy"), kindState("Namespace")] }), is: "No network policy is known, but not all can be read. Verdicts that need them say Cannot tell." },
  { state: "no policies are known yet", said: headline({}, { policies: false, kinds: [loading("NetworkPolicy")] }), is: "No network policy is known, but not all can be read. Verdicts that need them say Cannot tell." },
  { state: "nothing blocked", said: headline({ watchedAllowed: 12 }), is: "No declared connection is blocked. 12 watched checks allowed." },
  { state: "nothing blocked, one watched check", said: headline({ watchedAllowed: 1 }), is: "No declared connection is blocked. 1 watched check allowed." },
  { state: "nothing blocked, nothing watched", said: headline({}), is: "No declared connection is blocked." },
  { state: "nothing known to be blocked", said: headline({ unknown: 3 }), is: "Cannot tell for 3 of 40 declared connections. None is known to be blocked." },
  { state: "some blocked, some unknown", said: headline({ deny: 2, partial: 1, unknown: 3 }), is: "3 of 40 declared connections are blocked, 3 cannot be told" },
  { state: "CNI does not enforce", said: headline({}, { unenforced: FLANNEL }), is: FLANNEL },
  { state: "unknown policy kind", said: notEvaluatedText({ apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy" }, 3, 18), is: "3 Calico NetworkPolicies are not evaluated. 18 verdicts say Cannot tell." },
  { state: "unknown policy kind, nothing depends on it", said: notEvaluatedText({ apiVersion: "crd.antrea.io/v1beta1", kind: "NetworkPolicy" }, 1, 0), is: "1 Antrea NetworkPolicy is not evaluated. No verdict depends on it." },
  { state: "a kind of its own name", said: notEvaluatedText({ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy" }, 2, 1), is: "2 CiliumNetworkPolicies are not evaluated. 1 verdict says Cannot tell." },
  { state: "what the engine has no use for", said: notEnforcedText({ apiVersion: "example.com/v1", kind: "NetworkPolicy" }, 2, "calico"), is: "2 NetworkPolicies.example.com are not enforced by calico." },
  { state: "over budget", said: overBudgetText(2310, 19, ["drops", "watched", "changes"]), is: "2,310 connections. Showing 19: drops, watched, changes." },
  { state: "within it", said: statusText(42, 0, 19, 2310, ["drops", "watched", "changes"]), is: "42 namespaces · 19 connections shown of 2,310: drops, watched, changes" },
])("$state: $is", ({ said, is }) => expect(said).toBe(is));
