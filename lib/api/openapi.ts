import { z } from "zod";
import { answerSchema } from "./answer.ts";
import { connectionsSchema } from "./connections.ts";
import { errorSchema } from "./errors.ts";
import { ALIVE_PATH, EVENTS_PATH, aliveRequest, byeSchema, revisionSchema, streamSchema } from "./events.ts";
import { freezePreviewSchema, freezeRequest, frozenLinkSchema, frozenSchema, snapshotListSchema } from "./frozen.ts";
import { clusterSchema, connectionSchema, problemSchema } from "./graph.ts";
import { placedMapSchema, rearrangeRequest, rearrangedSchema } from "./map.ts";
import { blameSchema, diffSchema, flipSchema, revisionChangesSchema, timelineSchema } from "./history.ts";
import { checkSchema, clustersSchema, destinationsSchema, figureSchema, policiesSchema, policySchema, policySummarySchema, workloadSchema } from "./pages.ts";
import { searchSchema } from "./search.ts";
import { eventsRequest } from "./requests.ts";
import { API, NO_BODY, ROUTES, type Route, WRITES, type Write } from "./routes.ts";

const named = z.registry<{ id: string }>();
const NAMES: readonly (readonly [z.ZodType, string])[] = [
  [answerSchema, "Answer"],
  [byeSchema, "Bye"],
  [blameSchema, "Blame"],
  [checkSchema, "Check"],
  [clusterSchema, "Cluster"],
  [clustersSchema, "Clusters"],
  [connectionSchema, "Connection"],
  [connectionsSchema, "Connections"],
  [destinationsSchema, "Destinations"],
  [errorSchema, "Error"],
  [figureSchema, "Figure"],
  [freezePreviewSchema, "FreezePreview"],
  [freezeRequest, "FreezeRequest"],
  [frozenLinkSchema, "FrozenLink"],
  [frozenSchema, "Frozen"],
  [placedMapSchema, "Map"],
  [policiesSchema, "Policies"],
  [policySchema, "Policy"],
  [policySummarySchema, "PolicySummary"],
  [problemSchema, "Problem"],
  [rearrangeRequest, "RearrangeRequest"],
  [rearrangedSchema, "Rearranged"],
  [revisionChangesSchema, "RevisionChanges"],
  [revisionSchema, "Revision"],
  [searchSchema, "Search"],
  [snapshotListSchema, "SnapshotList"],
  [streamSchema, "Stream"],
  [diffSchema, "Diff"],
  [flipSchema, "Flip"],
  [timelineSchema, "Timeline"],
  [workloadSchema, "Workload"],
];
for (const [schema, id] of NAMES) named.add(schema, { id });

const reference = (id: string): string => `#/components/schemas/${id}`;
const json = (id: string) => ({ "application/json": { schema: { $ref: reference(id) } } });
const FAILURES = { "400": "A parameter makes no sense", "401": "A live cluster is read, and the code of the printed address was not entered", "403": "The request comes from another site", "404": "Not found", "405": "Not a method of this route", "410": "What was then is not stored", "414": "The address is longer than 8 KiB", "421": "Not a name of this server", "429": "Too many in a minute", "500": "Our fault, or what was stored is damaged", "501": "Stored by a newer version of Whydrop", "503": "Too many event streams, the store is away and nothing was saved, or the dashboard is stopping" };

/** The description of the HTTP API as an OpenAPI 3.1 document. */
export function openApi(version: string): object {
  const { schemas } = z.toJSONSchema(named, { uri: reference });
  return {
    openapi: "3.1.0",
    info: { title: "Whydrop", version, description: "Why is this connection dropped? Fields are added, never renamed." },
    servers: [{ url: API }],
    paths: {
      ...Object.fromEntries(Object.entries(ROUTES).map(([id, route]) => [route.path, { get: operation(id, route) }])),
      ...Object.fromEntries(Object.entries(WRITES).map(([id, write]) => [write.path, { [write.method.toLowerCase()]: written(id, write) }])),
      "/clusters/{cluster}/events": { get: events("events", "Server-sent events named `revision`; their data is the number of the newest revision", parameters({ path: ROUTES.map.path, request: eventsRequest })) },
      [EVENTS_PATH]: { get: events("allEvents", "Server-sent events named `revision`; their data is a Revision as JSON, of any cluster", []) },
      [ALIVE_PATH]: { get: { operationId: "alive", summary: "Says that a stream is read; to be asked every 30 s", parameters: parameters({ path: ALIVE_PATH, request: aliveRequest }), responses: { "204": { description: "It goes on" }, ...failures() } } },
    },
    components: { schemas },
  };
}

function operation(operationId: string, route: Route): object {
  return { operationId, summary: route.summary, parameters: parameters(route), responses: { "200": { description: "OK", content: json(named.get(route.reply)?.id ?? "") }, ...failures() } };
}

const KEY = { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" }, description: "a retry with the same one gives the same link" };

function written(operationId: string, write: Write): object {
  const success = write.status === 204 ? { description: "Done" } : { description: write.status === 201 ? "Made" : "OK", content: json(named.get(write.reply)?.id ?? "") };
  return {
    operationId,
    summary: write.summary,
    parameters: [...parameters(write), ...(write.status === 201 ? [KEY] : [])],
    ...(write.body !== NO_BODY && { requestBody: { required: true, content: json(named.get(write.body)?.id ?? "") } }),
    responses: { [write.status]: success, "413": failure("The body is longer than 64 KiB"), "415": failure("The body is not application/json"), ...failures() },
  };
}

const LIFE =
  "The first event is named `stream`, and its data are a Stream. The stream ends after about a minute, with an event `bye` whose data are a Bye, unless `/events/alive` is asked every 30 s: " +
  "whoever does not, opens it again. Events `beat` come every 15 s. With the header `Last-Event-ID` only what was missed is told, otherwise the newest revisions.";
const LAST_EVENT_ID = { name: "Last-Event-ID", in: "header", required: false, schema: { type: "string" } };

function events(operationId: string, summary: string, asked: readonly object[]): object {
  return { operationId, summary, description: LIFE, parameters: [...asked, LAST_EVENT_ID], responses: { "200": { description: "OK", content: { "text/event-stream": {} } }, ...failures() } };
}

function parameters({ path, request }: Pick<Route, "path" | "request">): readonly object[] {
  const { properties = {}, required = [] } = z.toJSONSchema(request, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => {
    const inPath = path.includes(`{${name}}`);
    return { name, in: inPath ? "path" : "query", required: inPath || required.includes(name), schema };
  });
}

function failures(): object {
  return Object.fromEntries(Object.entries(FAILURES).map(([status, description]) => [status, failure(description)]));
}

const failure = (description: string): object => ({ description, content: json("Error") });
