import { isMap } from "./entry.ts";
import { ApiFault } from "./fault.ts";
import { type Line, requestJson } from "./request.ts";
import type { Resource } from "./resource.ts";

/** `untold`: the server did not decide, so only trying tells. */
export type Permission = "yes" | "no" | "untold";

/**
 * Asks the API server whether we may list and watch a kind. A watch that is open goes on after the right to it was taken
 * away, so only this tells. It is the one thing that is ever posted, and it creates nothing.
 *
 * @param namespace "" for the whole cluster
 */
export async function mayRead(line: Line, { group, resource }: Resource, namespace: string, signal: AbortSignal): Promise<Permission> {
  const answers = await Promise.all((["list", "watch"] as const).map((verb) => review(line, { group, resource, verb, ...(namespace !== "" && { namespace }) }, signal)));
  return answers.includes("no") ? "no" : answers.includes("untold") ? "untold" : "yes";
}

async function review(line: Line, resourceAttributes: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Permission> {
  const body = JSON.stringify({ apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } });
  try {
    const { status } = await requestJson(line, { method: "POST", path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body }, signal);
    if (!isMap(status)) return "untold";
    if (status["allowed"] === true) return "yes";
    return status["evaluationError"] === undefined || status["evaluationError"] === "" || status["denied"] === true ? "no" : "untold";
  } catch (error) {
    if (error instanceof ApiFault) return "untold";
    throw error;
  }
}
