import type { ConnectionsJson } from "#lib/api/connections.ts";
import type { ClusterJson, ConnectionJson } from "#lib/api/graph.ts";
import type { FreezePreview } from "#lib/api/frozen.ts";
import type { BlameJson, ChangeJson, DiffJson, TimelineJson } from "#lib/api/history.ts";
import type { MapJson } from "#lib/api/map.ts";
import type { SearchJson } from "#lib/api/search.ts";
import type { CheckJson, DestinationsJson, PoliciesJson, PolicyJson, Suggestions, WorkloadJson } from "#lib/api/pages.ts";
import { type Answer, answer } from "#lib/check/answer.ts";
import { readAsked } from "#lib/check/asked.ts";
import type { Question } from "#lib/check/question.ts";
import { checkJson, decidingManifests } from "#lib/graph/check.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import type { CodeOf } from "#lib/graph/differing.ts";
import { destinationRows } from "#lib/graph/destinations.ts";
import { policyDetail, policySummaries } from "#lib/graph/policies.ts";
import { problemJson } from "#lib/graph/problems.ts";
import { suggestionsOf } from "#lib/graph/suggestions.ts";
import { type ClusterState, clusterJson, linkedAt } from "#lib/graph/state.ts";
import { kindOf } from "#lib/source/identity.ts";
import type { MapAsked } from "#lib/topology/asked.ts";
import { mapJson } from "#lib/topology/map.ts";
import type { AskedSearch } from "#lib/search/search.ts";
import { checkPath } from "#lib/url/paths.ts";
import { type AskedSpan, blameStored } from "../history/blame.ts";
import { type AskedTimeline, change, changesSince, timeline } from "../history/timeline.ts";
import { changesUntil } from "../history/changed.ts";
import type { History } from "../history/history.ts";
import { ViewError } from "#server/viewerror.ts";
import { type AskedConnections, connections } from "./connections.ts";
import { searchView } from "./search.ts";
import { type AskedWorkload, workloadOf } from "./workloadview.ts";
import { type Freezing, type FrozenView, frozenPreview, frozenView } from "./frozenviews.ts";
import { topologySeen } from "./topologies.ts";

/** What a view is made of: one state of a cluster, and what is stored of its past. */
export interface Seen {
  readonly state: ClusterState;
  readonly history: History | undefined;
  /** The declared connections with their verdicts. */
  readonly judged: readonly JudgedConnection[];
}

/** What a cluster knows about itself. */
export interface Observed {
  readonly cluster: ClusterJson;
  readonly watched: readonly { readonly name: string; readonly verdict: string }[];
  readonly problems: Readonly<Record<"error" | "warning", number>>;
}

interface AskedCheck {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly protocol: string;
  /** Where people reach this server: links in texts carry the verdict and its time, so that they stay true. */
  readonly origin: string;
}

/** Each view: what is asked, and the answer. Plain values, since a thread may give it; all throw ViewError for what does not exist. */
export interface Views {
  readonly summary: (asked: Nothing, seen: Seen) => ClusterJson;
  readonly search: (asked: AskedSearch, seen: Seen) => SearchJson;
  readonly connections: (asked: AskedConnections, seen: Seen) => Promise<ConnectionsJson>;
  readonly workload: (asked: AskedWorkload, seen: Seen) => Promise<WorkloadJson>;
  readonly map: (asked: MapAsked, seen: Seen) => Promise<MapJson>;
  readonly codes: (asked: Nothing, seen: Seen) => readonly CodeOf[];
  readonly connectionsOf: (asked: { readonly ids: readonly string[] }, seen: Seen) => readonly ConnectionJson[];
  readonly check: (asked: AskedCheck, seen: Seen) => CheckJson;
  readonly freeze: (asked: AskedCheck & Freezing, seen: Seen) => FrozenView;
  readonly freezePreview: (asked: AskedCheck & Freezing, seen: Seen) => Omit<FreezePreview, "durable">;
  readonly policies: (asked: Nothing, seen: Seen) => PoliciesJson;
  readonly policy: (asked: { readonly namespace: string; readonly name: string; readonly kind: string | undefined }, seen: Seen) => PolicyJson;
  readonly suggestions: (asked: Nothing, seen: Seen) => Suggestions;
  readonly destinations: (asked: Nothing, seen: Seen) => DestinationsJson;
  readonly timeline: (asked: AskedTimeline, seen: Seen) => Promise<TimelineJson>;
  readonly change: (asked: { readonly at: string; readonly object: string }, seen: Seen) => Promise<DiffJson>;
  readonly changesSince: (asked: { readonly since: string }, seen: Seen) => Promise<readonly ChangeJson[]>;
  readonly blame: (asked: Omit<AskedCheck, "origin"> & AskedSpan, seen: Seen) => Promise<BlameJson>;
  readonly observed: (asked: Nothing, seen: Seen) => Observed;
}

export type ViewName = keyof Views;
export type Asked<Name extends ViewName> = Parameters<Views[Name]>[0];
export type Reply<Name extends ViewName> = Awaited<ReturnType<Views[Name]>>;
type Nothing = Readonly<Record<string, never>>;

export const VIEWS: Views = {
  summary: (_, { state }) => clusterJson(state),

  search: searchView,

  connections,

  workload: (asked, { state, judged, history }) => workloadOf(asked, state, judged, history),

  map: async (asked, seen) => mapJson(topologySeen(seen.state.context, seen.judged), seen.state, asked, await changesUntil(seen)),

  codes: (_, { judged }) => judged.map(({ json: { id, code } }) => ({ id, code })),

  connectionsOf({ ids }, { judged }) {
    const wanted = new Set(ids);
    return judged.flatMap(({ json }) => (wanted.has(json.id) ? [json] : []));
  },

  check(asked, { state }) {
    const answered = answer(readQuestion(asked), state.context);
    return checkJson(answered, state, asked.origin + livePath(asked, answered, state), decidingManifests(answered));
  },

  freeze(asked, { state }) {
    const answered = answer(readQuestion(asked), state.context);
    return frozenView(answered, state, asked, livePath(asked, answered, state));
  },

  freezePreview(asked, { state }) {
    const answered = answer(readQuestion(asked), state.context);
    return frozenPreview(answered, state, asked, livePath(asked, answered, state));
  },

  policies: (_, { state, judged }) => ({
    cluster: clusterJson(state),
    policies: [...policySummaries(state.context, judged)],
    problems: state.context.snapshot.problems.map(problemJson),
  }),

  /** `kind` is needed only where two kinds share a name. */
  policy({ namespace, name, kind }, { state, judged }) {
    const { policyFacts, notEvaluated } = state.context.snapshot;
    const all = [...policyFacts.filter(({ reading }) => reading.kind !== "support").map((fact) => ({ fact, ref: fact.reading.ref })), ...notEvaluated.map((fact) => ({ fact, ref: fact.ref }))];
    const home = namespace === "_cluster" ? "" : namespace;
    const found = all.find(({ ref }) => ref.namespace === home && ref.name === name && (kind === undefined || kindOf(ref) === kind));
    if (!found) throw new ViewError("not_found", `there is no policy ${namespace}/${name}`, "name");
    return { cluster: clusterJson(state), ...policyDetail(found.fact, state.context, judged) };
  },

  suggestions: (_, { state, judged }) => suggestionsOf(state.context, judged),

  destinations: (_, { state, judged }) => ({ cluster: clusterJson(state), destinations: destinationRows(state.context, judged) }),

  timeline: (asked, { state, history }) => timeline(asked, state, history),

  change: (asked, { history }) => change(asked, history),

  changesSince: ({ since }, { state, history }) => changesSince(since, state, history),

  blame: ({ at, since, sought, ...query }, { state, history }) => blameStored(readQuestion(query), { at, since, ...(sought && { sought }) }, state, history),

  observed(_, { state, judged }) {
    const { problems } = state.context.snapshot;
    const count = (severity: "error" | "warning"): number => problems.filter((problem) => problem.severity === severity).length;
    return {
      cluster: clusterJson(state),
      watched: judged.flatMap(({ json }) => (json.watched === null ? [] : [{ name: json.watched, verdict: json.verdict }])),
      problems: { error: count("error"), warning: count("warning") },
    };
  },
};

/** Where the answer can be opened again, and compared with what it was. */
const livePath = ({ from, to, port, protocol }: AskedCheck, { code }: Answer, state: ClusterState): string =>
  checkPath(state.id, { from, to, port, proto: protocol, ...(state.at === undefined ? { was: code, asof: linkedAt(state) } : { at: state.at }) });

/** The API names the first fault; pages show all of them. @throws ViewError */
function readQuestion({ from, to, port, protocol }: Omit<AskedCheck, "origin">): Question {
  const asked = readAsked({ from, to, port, protocol });
  if (asked.kind === "question") return asked.question;
  const [field, message] = Object.entries(asked.faults)[0] ?? ["from", "the question makes no sense"];
  throw new ViewError("bad_request", message, field);
}
