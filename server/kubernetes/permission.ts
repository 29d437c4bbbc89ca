import { isMap } from "./entry.ts";
import { ApiFault } from "./fault.ts";
import { type Line, requestJson } from "./request.ts";
import type { Resource } from "./resource.ts";

/** `untold`: the server did not decide, so only trying tells. `unanswered`: it did not even say that. */
export type Permission = "yes" | "no" | "untold" | "unanswered";

export interface Review {
  readonly permission: Permission;
  /** Milliseconds that the server wants not to be asked again. */
  readonly retryAfter: number;
}

/**
 * Asks the API server whether we may list and watch a kind. A watch that is open goes on after the right to it was taken
 * away, so only this tells. It is the one thing that is ever posted, and it creates nothing.
 *
 * @param namespace "" for the whole cluster
 */
export async function mayRead(line: Line, { group, resource }: Resource, namespace: string, signal: AbortSignal): Promise<Review> {
  const reviews = await Promise.all((["list", "watch"] as const).map((verb) => review(line, { group, resource, verb, ...(namespace !== "" && { namespace }) }, signal)));
  const answers = reviews.map(({ permission }) => permission);
  return { permission: (["no", "unanswered", "untold"] as const).find((one) => answers.includes(one)) ?? "yes", retryAfter: Math.max(...reviews.map(({ retryAfter }) => retryAfter)) };
}

async function review(line: Line, resourceAttributes: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Review> {
  const body = JSON.stringify({ apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } });
  try {
    const { status } = await requestJson(line, { method: "POST", path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body }, signal);
    return { permission: isMap(status) ? permissionOf(status) : "untold", retryAfter: 0 };
  } catch (error) {
    if (error instanceof ApiFault) return { permission: "unanswered", retryAfter: error.retryAfter };
    throw error;
  }
}

function permissionOf({ allowed, denied, evaluationError = "" }: Readonly<Record<string, unknown>>): Permission {
  if (allowed === true) return "yes";
  return evaluationError === "" || denied === true ? "no" : "untold";
}
