import { z } from "zod";
import { connectionsSchema } from "./connections.ts";
import { searchSchema } from "./search.ts";
import { placedMapSchema, rearrangeRequest, rearrangedSchema } from "./map.ts";
import { checkSchema, clustersSchema, destinationsSchema, policiesSchema, policySchema, workloadSchema } from "./pages.ts";
import { blameSchema, diffSchema, timelineSchema } from "./history.ts";
import { frozenLinkSchema, frozenSchema, freezePreviewSchema, freezeRequest, snapshotListSchema } from "./frozen.ts";
import { blameRequest, changeRequest, checkRequest, clusterRequest, connectionsRequest, eventsRequest, frozenRequest, mapRequest, noParameters, policyRequest, searchRequest, snapshotRequest, timelineRequest, workloadRequest } from "./requests.ts";

/** One line of the HTTP API: requests and replies are checked with these schemas, and the OpenAPI description is made from them. */
export interface Route<Request extends z.ZodObject = z.ZodObject, Reply extends z.ZodType = z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly request: Request;
  readonly reply: Reply;
}

/** One that changes something, or is asked with a body of JSON. */
export interface Write<Request extends z.ZodObject = z.ZodObject, Body extends z.ZodObject = z.ZodObject, Reply extends z.ZodType = z.ZodType> extends Route<Request, Reply> {
  readonly method: "POST" | "DELETE";
  readonly body: Body;
  /** Of success; 204 has no reply. */
  readonly status: 200 | 201 | 204;
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
  connections: route("/clusters/{cluster}/connections", "The declared connections with their verdicts: filtered, in an order, page by page", connectionsRequest, connectionsSchema),
  map: route("/clusters/{cluster}/map", "What is drawn of a cluster, and where: a bounded picture, however large it is", mapRequest, placedMapSchema),
  search: route("/clusters/{cluster}/search", "What is called so, has the address or is around it; and the check that a pasted error, URL or a -> b:443/tcp tells of", searchRequest, searchSchema),
  workload: route("/clusters/{cluster}/workload", "One workload and its connections", workloadRequest, workloadSchema),
  check: route("/clusters/{cluster}/check", "Is a connection dropped, and why", checkRequest, checkSchema),
  policies: route("/clusters/{cluster}/policies", "All policies and the problems of the input", clusterRequest, policiesSchema),
  policy: route("/clusters/{cluster}/policies/{ns}/{name}", "One policy, its rules and its text", policyRequest, policySchema),
  destinations: route("/clusters/{cluster}/destinations", "Where connections can go to", clusterRequest, destinationsSchema),
  timeline: route("/clusters/{cluster}/timeline", "What changed, who changed it, and what it did to the declared connections", timelineRequest, timelineSchema),
  blame: route("/clusters/{cluster}/blame", "The change that made a connection blocked", blameRequest, blameSchema),
  change: route("/clusters/{cluster}/change", "One object before and after a change", changeRequest, diffSchema),
  snapshots: route("/snapshots", "The frozen snapshots that can be revoked; never their links", noParameters, snapshotListSchema),
  frozen: route("/s/{id}", "A frozen snapshot as it was stored; its canonical JSON", frozenRequest, frozenSchema),
} as const;

/** The body of what has none. */
export const NO_BODY = z.strictObject({});

export const WRITES = {
  freeze: { method: "POST", ...route("/clusters/{cluster}/snapshots", "Freezes an answer; the link is told only now. The same request with the same Idempotency-Key gives the same link", eventsRequest, frozenLinkSchema), body: freezeRequest, status: 201 },
  preview: { method: "POST", ...route("/clusters/{cluster}/snapshots/preview", "What a frozen snapshot would hold", eventsRequest, freezePreviewSchema), body: freezeRequest, status: 200 },
  rearrange: { method: "POST", ...route("/clusters/{cluster}/map/rearrange", "Arranges the map anew, for everybody; nothing else moves what stands on it", eventsRequest, rearrangedSchema), body: rearrangeRequest, status: 200 },
  undoRearrange: { method: "POST", ...route("/clusters/{cluster}/map/undo", "Gives back the arrangement before", eventsRequest, rearrangedSchema), body: rearrangeRequest, status: 200 },
  revoke: { method: "DELETE", ...route("/snapshots/{name}", "Ends a link, and forgets what it showed", snapshotRequest, z.void()), body: NO_BODY, status: 204 },
} as const satisfies Record<string, Write>;
