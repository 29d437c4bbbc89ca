import { type Account, allows, mayRead, type Rule } from "./access.ts";
import type { Cluster } from "./cluster.ts";
import { isObject, type Json, type JsonObject } from "./object.ts";

/** Answers a review that was posted: the same object, with a status. */
export function reviewed(cluster: Cluster, kind: string, review: JsonObject, account: Account): JsonObject {
  const spec = isObject(review["spec"]) ? review["spec"] : {};
  return { ...review, metadata: { creationTimestamp: null }, status: statusOf(cluster, kind, spec, account) };
}

function statusOf(cluster: Cluster, kind: string, spec: JsonObject, account: Account): JsonObject {
  switch (kind) {
    case "SelfSubjectReview":
      return { userInfo: { username: account.user, groups: account.groups ?? [] } };
    case "SelfSubjectRulesReview":
      return rulesStatus(account, text(spec, "namespace") ?? "default");
    case "SubjectAccessReview": {
      const user = text(spec, "user") ?? "";
      return accessStatus({ user, groups: ["system:authenticated"], rules: cluster.access.rulesOf(user) }, spec);
    }
    default:
      return accessStatus(account, spec);
  }
}

function accessStatus(account: Account, { resourceAttributes, nonResourceAttributes }: JsonObject): JsonObject {
  if (isObject(nonResourceAttributes)) return { allowed: mayRead(account, text(nonResourceAttributes, "path") ?? "") };
  const asked = isObject(resourceAttributes) ? resourceAttributes : {};
  const attributes = {
    verb: text(asked, "verb") ?? "",
    group: text(asked, "group") ?? "",
    resource: text(asked, "resource") ?? "",
    subresource: text(asked, "subresource"),
    namespace: text(asked, "namespace"),
    name: text(asked, "name"),
  };
  return { allowed: allows(account.rules, attributes) };
}

/** Of the rules that hold in that namespace. */
function rulesStatus({ rules }: Account, namespace: string): JsonObject {
  const holding = rules.filter((rule: Rule) => rule.namespaces?.includes(namespace) ?? true);
  return { resourceRules: holding.map(({ verbs, apiGroups, resources }): Json => ({ verbs, apiGroups, resources })), nonResourceRules: [], incomplete: false };
}

/** An empty text is none. */
function text(object: JsonObject, field: string): string | undefined {
  const value = object[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}
