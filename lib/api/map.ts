import { z } from "zod";
import { clusterSchema, connectionSchema } from "./graph.ts";
import { changeSchema } from "./history.ts";

/** The kinds of edges that somebody can switch on and off, as the URL's `show` and `hide` name them. */
export const SHOWN = ["drops", "watched", "changes", "allowed", "rules", "hubs"] as const;

/** What a destination that everybody uses is for one caller: a word on its card in place of an edge. */
const hubSchema = z.object({ id: z.string(), title: z.string().describe("dns, metrics, api server, or the destination's name"), verdict: z.enum(["allow", "deny", "partial", "unknown"]) });

export const mapNodeSchema = z.object({
  id: z.string().describe("namespace:<name>, a workload's id, <workload id>@<label values> for a part of one whose replicas differ, a pod's id, dns:…, ip:…, cidr:…, svc:…, node:…"),
  kind: z.enum(["namespace", "group", "pod", "external", "service", "node"]),
  place: z.enum(["inside", "destinations", "callers", "system"]).describe("in its namespace's box; in the column right or left of the cluster; in the row below"),
  namespace: z.string().nullable(),
  workload: z.string().nullable().describe("id of the workload whose page tells more"),
  title: z.string(),
  subtitle: z.string().describe("Deployment ×3, External · Stripe; of a namespace: 3 of 14 workloads limited"),
  detail: z.string().describe("image or addresses; may be empty"),
  pods: z.int().describe("how many this stands for; 0 outside of the cluster"),
  split: z.string().nullable().describe("why a workload is drawn in parts: label track differs"),
  hostNetwork: z.boolean(),
  egressLimitedBy: z.array(z.string()).describe("ids of policies; of a namespace empty"),
  ingressLimitedBy: z.array(z.string()),
  egressOpen: z.boolean().describe("surely no policy limits it; false also where that is not decided"),
  ingressOpen: z.boolean(),
  hubs: z.array(hubSchema),
  blocked: z.int(),
  partly: z.int(),
  allowed: z.int(),
  unknown: z.int(),
});

export const mapEdgeSchema = z.object({
  id: z.string().describe("<from>><to>:<look>"),
  from: z.string(),
  to: z.string(),
  look: z.enum(["blocked", "rule", "partly", "unknown", "allowed", "allow-rule", "undeclared"]).describe("rule: blocked by a deny rule; allow-rule: what a policy of an opened namespace allows; undeclared: blocked, only told of the node in focus"),
  side: z.enum(["egress", "ingress", "both"]).nullable().describe("which side blocks: where its mark stands"),
  label: z.string().describe("443/tcp; 1 of 3 ports blocked; the missing fact"),
  connections: z.array(z.string()).describe("ids of the connections drawn as this edge, worst first; at most 20"),
  count: z.int().describe("how many there are"),
  selects: z.string().describe("what a click selects: the worst connection, or for an allow rule the policy"),
  watched: z.boolean(),
  changed: z.boolean().describe("its verdict changed in the last 24 h"),
});

export const boxSchema = z.object({
  namespace: z.string(),
  open: z.boolean().describe("its groups are drawn; else it is one node"),
  groups: z.int().describe("how many groups it has, drawn or not"),
  workloads: z.int(),
  limited: z.int().describe("workloads that a policy limits"),
  withheld: z.boolean().describe("its policies cannot be read"),
  rims: z.array(z.object({ policy: z.string(), name: z.string(), directions: z.array(z.enum(["egress", "ingress"])) })).describe("policies that select all of its pods"),
});

const rectSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** Where everything is, in px at 100 %. The same for everybody, until somebody rearranges. */
export const placesSchema = z.object({
  generation: z.int().describe("counts rearrangements; 0: not stored"),
  boxes: z.record(z.string(), rectSchema).describe("by namespace"),
  nodes: z.record(z.string(), rectSchema),
  cluster: rectSchema,
  unplaced: z.array(z.string()).describe("ids for which no free place is left: rearranging makes one"),
  undo: z.boolean().describe("whether the last rearrangement can be undone"),
});

/** What was seen when it was asked for: so it is done once, however many ask at once. */
export const rearrangeRequest = z.strictObject({ generation: z.int("must be a whole number").min(0, "must not be negative").describe("of the places that are shown") });
export const rearrangedSchema = z.object({ generation: z.int().describe("of the places that are true now; another's, where somebody was faster") });

/** What of a cluster is drawn: a bounded picture, however large the cluster is. */
export const mapSchema = z.object({
  cluster: clusterSchema,
  headline: z.string(),
  sentences: z.array(z.string()).describe("what limits the picture: kinds not evaluated, not enforced, over budget, filters without a match"),
  status: z.string().describe("42 namespaces · 19 connections shown of 2,310: drops, watched, changes"),
  namespaces: z.array(z.object({ name: z.string(), workloads: z.int(), limited: z.int(), blocked: z.int() })).describe("all there are, also those that are not drawn"),
  boxes: z.array(boxSchema),
  nodes: z.array(mapNodeSchema).describe("at most 150"),
  edges: z.array(mapEdgeSchema).describe("at most 300"),
  connections: z.array(connectionSchema.extend({ changedAt: z.string().nullable().describe("of the last 24 h") })).describe("what the edges stand for, blocked first; at most 300"),
  chips: z.array(z.object({ show: z.enum(SHOWN), count: z.int(), on: z.boolean() })),
  removed: z.array(z.object({ term: z.string(), count: z.int() })).describe("where nothing is left: how many connections each term of the filter removed"),
  total: z.int().describe("declared connections of the cluster"),
  overBudget: z.boolean(),
  everythingOpen: z.boolean().describe("no policy limits anything"),
});

export const placedMapSchema = mapSchema.extend({ places: placesSchema });

/** What is different between two times of one cluster. */
export const mapDifferencesSchema = z.object({
  connections: z.array(z.object({
    id: z.string(),
    text: z.string().describe("Open → Blocked by default deny"),
    was: connectionSchema.nullable().describe("null: it was not declared then"),
    is: connectionSchema.nullable().describe("null: it is not declared any more"),
  })).describe("whose verdict is another, blocked now first; at most 300"),
  total: z.int().describe("how many there are"),
  changes: z.array(changeSchema).describe("the objects that changed in between"),
  was: placedMapSchema.describe("those connections alone, as they were"),
  is: placedMapSchema.describe("the same as they are; what is on both stands at the same places"),
});

export type Shown = (typeof SHOWN)[number];
export type MapNode = z.infer<typeof mapNodeSchema>;
export type MapEdge = z.infer<typeof mapEdgeSchema>;
export type MapBox = z.infer<typeof boxSchema>;
export type MapConnection = MapJson["connections"][number];
export type MapJson = z.infer<typeof mapSchema>;
export type Places = z.infer<typeof placesSchema>;
export type MapDifferences = z.infer<typeof mapDifferencesSchema>;
export type PlacedMap = z.infer<typeof placedMapSchema>;
