import { z } from "zod";
import { COLUMNS } from "./connections.ts";
import { SHOWN } from "./map.ts";
import { MOMENT } from "./moment.ts";

/** What a workload's id says between namespace and name. */
const WORKLOAD_KINDS = ["pod", "deploy", "sts", "ds", "rs", "rc", "job", "cronjob", "vm"] as const;

const clusterParam = z.string().regex(/^[A-Za-z0-9._-]{1,253}$/, "no cluster can be called that").describe("id of the cluster, as /clusters lists it");
const nameParam = z.string().min(1, "must not be empty").max(253, "is longer than a name can be");

const workloadId = z
  .string()
  .regex(new RegExp(`^[^/]+/(${WORKLOAD_KINDS.join("|")})/[^/]+$`), `must be namespace/kind/name, with kind one of ${WORKLOAD_KINDS.join(" ")}`)
  .describe("namespace/kind/name, such as default/deploy/api-client");

/** A time that somebody asks for. */
export const timeParam = z.string().regex(MOMENT, "must be a time such as 2026-04-16T02:13:40Z");

/** Of every view of one cluster. */
const at = timeParam.optional().describe("the past time whose state is shown: RFC 3339, UTC, to the second or finer; absent: the present");

export const noParameters = z.object({});
export const eventsRequest = z.object({ cluster: clusterParam });
export const clusterRequest = eventsRequest.extend({ at });
export const workloadRequest = clusterRequest.extend({ id: workloadId });
export const checkRequest = clusterRequest.extend({
  from: z.string().min(1, "must not be empty").describe("id of the caller, such as default/deploy/api-client"),
  to: z.string().min(1, "must not be empty").describe("id of the destination, such as dns:api.stripe.com"),
  port: z.string().min(1, "must not be empty").describe("number, or for a Service the name of a port"),
  proto: z.string().default("tcp").describe("tcp, udp or sctp"),
});

const kindsParam = z.string().regex(new RegExp(`^(${SHOWN.join("|")})?(,(${SHOWN.join("|")}))*$`), `must be some of ${SHOWN.join(", ")}, with commas between them`).default("");

/** Of the map and of its table. */
const filterRequest = clusterRequest.extend({
  q: z.string().max(2_000, "is longer than a filter can be").default("").describe("a filter, such as ns:default verdict:blocked -to:kube-dns"),
  ns: z.string().max(4_000, "is too long").default("").describe("namespaces, with commas between them; absent: all"),
  show: kindsParam.describe("kinds that are shown beside the usual ones"),
  hide: kindsParam.describe("kinds that are not shown"),
});
export const connectionsRequest = filterRequest.extend({
  sort: z.string().regex(new RegExp(`^-?(${COLUMNS.join("|")})$`), `must be one of ${COLUMNS.join(", ")}, perhaps with - before it`).optional().describe("a column, with - before it from the last to the first; absent: worst first"),
  after: z.string().min(1, "must not be empty").max(4_000, "is too long").optional().describe("`next` of the page before, asked in the same order"),
  limit: z.string().regex(/^([1-9]\d?|[1-4]\d\d|500)$/, "must be a number from 1 to 500").default("200").describe("rows of this page"),
});

const names = z.string().max(8_000, "is too long").optional();
const kinds = z.string().regex(new RegExp(`^(${SHOWN.join("|")})(,(${SHOWN.join("|")}))*$`), `must be some of ${SHOWN.join(", ")}`).optional();

/** Absent is whatever is usual, as in the address of the page. */
export const mapRequest = clusterRequest.extend({
  q: z.string().max(2_000, "is too long").optional().describe("the filter, such as verdict:blocked ns:web"),
  ns: names.describe("namespaces, with commas between them; absent: all"),
  open: names.describe("namespaces of which the groups are drawn, and ids of groups of which the pods are; no namespace at all: as many as fit; -: none"),
  show: kinds.describe("kinds of edges that are drawn beside the usual ones"),
  hide: kinds.describe("kinds of edges that are not drawn"),
  focus: z.string().max(500, "is too long").optional().describe("id of the node whose connections alone are drawn"),
});
export const searchRequest = clusterRequest.extend({
  q: z.string().max(4_000, "is longer than what is searched for can be").describe("words, an address, a filter such as ns:default label:app=web, or a text that was pasted"),
  near: z.string().min(1, "must not be empty").max(600, "is too long").optional().describe("id of the workload that somebody looks at: offered as the caller of a pasted text"),
});
export const policyRequest = clusterRequest.extend({
  ns: nameParam.describe("namespace; _cluster for a policy without one"),
  name: nameParam,
  kind: nameParam.optional().describe("needed where two kinds share the name"),
});

export const timelineRequest = eventsRequest.extend({
  from: timeParam.optional().describe("absent: since the stored history began"),
  until: timeParam.optional().describe("absent: until now"),
  sel: z.string().min(1, "must not be empty").optional().describe("id of a connection: only the changes that gave it another verdict"),
});
/** `at`: the time whose verdict is explained. */
export const blameRequest = checkRequest.extend({
  since: timeParam.optional().describe("how far back it is searched; absent: to where the stored history begins"),
  of: z.enum(["blocked", "change"]).default("blocked").describe("blocked: why it is blocked; change: what made its code what it is, also where that is an allowed one"),
});
export const changeRequest = eventsRequest.extend({
  at: timeParam.describe("of the revision, as /timeline tells it"),
  object: z.string().min(1, "must not be empty").describe("as /timeline tells it"),
});

export const frozenRequest = z.object({ id: z.string().describe("of a link: 43 characters") });
export const snapshotRequest = z.object({ name: z.string().describe("as /snapshots lists it") });

export interface WorkloadId {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Takes an id that has passed `workloadRequest` apart. */
export function workloadIdOf(id: string): WorkloadId {
  const [namespace = "", kind = "", name = ""] = id.split("/");
  return { namespace, kind, name };
}
