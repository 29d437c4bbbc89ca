import { expect, test } from "vitest";
import { cluster, contextFrom, policy } from "#lib/check/fixture.ts";
import { policyRows } from "./rows.ts";

test.each([
  { name: "a naming label at home", from: "{podSelector: {matchLabels: {app: web}}}", text: "allow ← web" },
  { name: "any other", from: "{podSelector: {matchLabels: {tier: web}}}", text: "allow ← pods tier=web" },
  { name: "one without a value is no name", from: '{podSelector: {matchLabels: {app: ""}}}', text: "allow ← pods app=" },
])("whom a rule means: $name", ({ from, text }) => {
  const { policies } = contextFrom(cluster(policy("a/p", `podSelector: {}, ingress: [{from: [${from}]}]`)));
  expect(policies.all.flatMap((one) => policyRows(one, "ingress")).map((row) => row.text)).toEqual([text, "anything else: no rule"]);
});
