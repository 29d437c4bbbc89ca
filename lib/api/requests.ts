import { z } from "zod";
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
