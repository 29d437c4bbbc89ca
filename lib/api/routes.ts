import type { z } from "zod";
import { graphSchema } from "./graph.ts";
import { checkSchema, clustersSchema, destinationsSchema, policiesSchema, policySchema, workloadSchema } from "./pages.ts";
import { blameSchema, diffSchema, timelineSchema } from "./history.ts";
import { blameRequest, changeRequest, checkRequest, clusterRequest, noParameters, policyRequest, timelineRequest, workloadRequest } from "./requests.ts";

/** One line of the HTTP API: requests and replies are checked with these schemas, and the OpenAPI description is made from them. */
export interface Route<Request extends z.ZodObject = z.ZodObject, Reply extends z.ZodType = z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly request: Request;
  readonly reply: Reply;
}

const route = <Request extends z.ZodObject, Reply extends z.ZodType>(path: string, summary: string, request: Request, reply: Reply): Route<Request, Reply> => ({
  path,
  summary,
  request,
  reply,
});

export const API = "/api/v1";

export const ROUTES = {
  clusters: route("/clusters", "The clusters that are read", noParameters, clustersSchema),
  graph: route("/clusters/{cluster}/graph", "Workloads, destinations, policies and declared connections", clusterRequest, graphSchema),
  workload: route("/clusters/{cluster}/workload", "One workload and its connections", workloadRequest, workloadSchema),
  check: route("/clusters/{cluster}/check", "Is a connection dropped, and why", checkRequest, checkSchema),
  policies: route("/clusters/{cluster}/policies", "All policies and the problems of the input", clusterRequest, policiesSchema),
  policy: route("/clusters/{cluster}/policies/{ns}/{name}", "One policy, its rules and its text", policyRequest, policySchema),
  destinations: route("/clusters/{cluster}/destinations", "Where connections can go to", clusterRequest, destinationsSchema),
  timeline: route("/clusters/{cluster}/timeline", "What changed, who changed it, and what it did to the declared connections", timelineRequest, timelineSchema),
  blame: route("/clusters/{cluster}/blame", "The change that made a connection blocked", blameRequest, blameSchema),
  change: route("/clusters/{cluster}/change", "One object before and after a change", changeRequest, diffSchema),
} as const;
