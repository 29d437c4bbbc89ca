import type { ReactNode } from "react";
import { AskButton } from "#components/check/AskButton.tsx";
import { CheckForm } from "#components/check/CheckForm.tsx";
import { NoMatch as NoRow } from "#components/connections/NoMatch.tsx";
import { ConnectionTable } from "#components/connections/ConnectionTable.tsx";
import { Figure } from "#components/figure/Figure.tsx";
import { Unopened } from "#components/frozen/Unopened.tsx";
import { AgePill } from "#components/live/AgePill.tsx";
import { ClusterStrips } from "#components/live/ClusterStrips.tsx";
import { ConnectionLost } from "#components/live/ConnectionLost.tsx";
import { KindTable } from "#components/live/KindTable.tsx";
import { Legend } from "#components/map/Legend.tsx";
import { MapFoot } from "#components/map/MapFoot.tsx";
import { MapHead } from "#components/map/MapHead.tsx";
import { NoMatch } from "#components/map/NoMatch.tsx";
import { Reading } from "#components/map/Reading.tsx";
import { Waiting } from "#components/map/Waiting.tsx";
import { CopyButton } from "#components/parts/CopyButton.tsx";
import { Fault } from "#components/parts/Fault.tsx";
import { ProblemList } from "#components/policies/ProblemList.tsx";
import { Notices } from "#components/url/Notices.tsx";
import { VerdictTag } from "#components/verdict/Verdict.tsx";
import { podGone } from "#lib/describe/gone.ts";
import { kindState, later, loading, notInstalled, notPermitted, stale } from "#lib/describe/kinds.fixture.ts";
import { mapHeadline, notEvaluatedText, overBudgetText } from "#lib/describe/maptexts.ts";
import type { Theme } from "#lib/figure/inks.ts";
import { mapSvg } from "#lib/map/mapsvg.ts";
import { sceneOf } from "#lib/map/scene.ts";
import { smallMap } from "#lib/map/small.fixture.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import { CLUSTER, FIGURE, OUTCOMES, VERDICTS, at, mapWith, stays } from "./given.ts";

interface State {
  readonly component: string;
  readonly state: string;
  /** What it says, to the letter; absent where it says what it was given. */
  readonly says?: string;
  readonly part: ReactNode;
}

const strips = (kinds: PlacedMap["cluster"]["kinds"], seconds = 0): ReactNode => <ClusterStrips cluster={{ ...CLUSTER, kinds }} now={later(seconds)} />;
const pill = (kinds: PlacedMap["cluster"]["kinds"], seconds: number): ReactNode => <AgePill cluster={{ ...CLUSTER, kinds }} link="live" now={later(seconds)} />;
const head = (map: Partial<PlacedMap>, demo?: string): ReactNode => (
  <MapHead cluster="prod" map={mapWith(map)} demo={demo} state={at({})} notices={[]} view="graph" preferred={undefined} change={stays} onView={stays} onPrefer={stays} />
);
const foot = (map: Partial<PlacedMap>, isFetching = false, fault?: string): ReactNode => (
  <MapFoot map={mapWith(map)} state={at({})} view="graph" isFetching={isFetching} fault={fault} follow={false} change={stays} onFollow={stays} onView={stays} />
);
const NONE = { deny: 0, partial: 0, unknown: 0, total: 12, watchedAllowed: 12 };
const OVER = overBudgetText(2310, 19, ["drops", "watched", "changes"]);
const FLANNEL = "Policies exist, but no CNI that enforces them was found (flannel). Nothing is blocked.";
// eslint-disable-next-line @next/next/no-img-element -- a picture that is made here
const picture = (theme: Theme): ReactNode => <img alt="" width={900} src={`data:image/svg+xml,${encodeURIComponent(mapSvg(sceneOf(smallMap, { ghosts: [{ x: 380, y: 238, width: 176, height: 48 }] }), theme, "2 of 13 connections are blocked"))}`} />;

export const STATES: readonly State[] = [
  { component: "MapHead", state: "first run, no policies", says: "No network policies in this cluster. Every pod can reach everything.|See open workloads|Try the demo: api-client → Stripe", part: head({ everythingOpen: true, headline: mapHeadline(NONE, false, CLUSTER) }, "/c/production/check") },
  { component: "MapHead", state: "first run, without the demo", says: "No network policies in this cluster. Every pod can reach everything.|See open workloads|Drops", part: head({ everythingOpen: true, headline: mapHeadline(NONE, false, CLUSTER) }) },
  { component: "MapHead", state: "nothing blocked", says: "No declared connection is blocked. 12 watched checks allowed.", part: head({ headline: mapHeadline(NONE, true, CLUSTER) }) },
  { component: "MapHead", state: "CNI does not enforce", says: FLANNEL, part: head({ headline: mapHeadline(NONE, true, CLUSTER, FLANNEL) }) },
  { component: "MapHead", state: "unknown policy kind", says: "3 Calico NetworkPolicies are not evaluated. 18 verdicts say Cannot tell.", part: head({ sentences: [notEvaluatedText({ apiVersion: "projectcalico.org/v3", kind: "NetworkPolicy" }, 3, 18)] }) },
  { component: "MapHead", state: "something blocked, a summary", part: head({ cluster: { ...CLUSTER, summary: "Calls to api.stripe.com time out." } }) },
  { component: "Map", state: "one of everything, light", part: picture("light") },
  { component: "Map", state: "one of everything, dark", part: picture("dark") },
  { component: "NoMatch", state: "filter empties the map", says: "No match. |verdict:blocked| removed 42|, |ns:web| removed 3|.|Clear last", part: <NoMatch map={mapWith({ removed: [{ term: "verdict:blocked", count: 42 }, { term: "ns:web", count: 3 }] })} state={at({ q: "verdict:blocked", ns: ["web"] })} change={stays} /> },
  { component: "NoMatch", state: "filter empties the table", says: "No match. |verdict:blocked| removed 42|, |ns:web| removed 3|.|Clear last", part: <NoRow of={45} removed={[{ term: "verdict:blocked", count: 42 }, { term: "ns:web", count: 3 }]} onClear={stays} /> },
  { component: "NoMatch", state: "nothing is declared", says: "No connection is declared.", part: <NoRow of={0} removed={[]} onClear={stays} /> },
  { component: "MapFoot", state: "over budget", says: "2,310 connections. Showing 19: drops, watched, changes.|Choose a namespace|Open as table", part: foot({ overBudget: true, status: OVER }) },
  { component: "MapFoot", state: "all is drawn", says: "2 namespaces · 2 connections shown of 2", part: foot({}) },
  { component: "MapFoot", state: "asking again: says so after 400 ms", part: foot({}, true) },
  { component: "MapFoot", state: "the newest map did not come", says: "The newest map did not come: the server answered 503. It is asked for again with the next change.", part: foot({}, false, "the server answered 503") },
  { component: "Reading", state: "loading by stage", says: "Reading prod|pods 3,100 of 5,020|services 0 so far|Read: nodes 12", part: <Reading cluster={{ ...CLUSTER, kinds: [loading("Pod", { count: 3_100, expected: 5_020 }), loading("Service"), kindState("Node")] }} /> },
  { component: "Waiting", state: "changes wait", says: "3 changes: 2 new, 1 gone · Apply |u", part: <Waiting waiting={{ fresh: 2, gone: 1, rearranged: false }} apply={stays} /> },
  { component: "Waiting", state: "somebody rearranged", says: "Arranged anew · Apply |u", part: <Waiting waiting={{ fresh: 0, gone: 0, rearranged: true }} apply={stays} /> },
  { component: "Legend", state: "as it is", says: "Kubernetes", part: <Legend map={mapWith()} state={at({})} change={stays} /> },
  { component: "ClusterStrips", state: "partial permission", says: "You cannot read NetworkPolicies in payments. Verdicts to payments: Cannot tell.", part: strips([notPermitted("NetworkPolicy", "payments"), kindState("Pod")]) },
  { component: "ClusterStrips", state: "much is not permitted", says: "You cannot read 1 kind in 4 namespaces. Verdicts that need them: Cannot tell.", part: strips(["a", "b", "c", "d"].map((namespace) => notPermitted("Pod", namespace))) },
  { component: "ClusterStrips", state: "stale for over five minutes", says: "Last update 02:10:12Z; verdicts may be out of date", part: strips([stale("Pod", "2026-04-16T02:10:12Z", { retryAt: "2026-04-16T02:16:04Z" })], 140) },
  { component: "ClusterStrips", state: "no answer from the API server", says: "Pods: no answer from the API server since 02:11Z|; retrying in 4 s", part: strips([stale("Pod", "2026-04-16T02:11:20Z", { retryAt: "2026-04-16T02:13:44Z" })]) },
  { component: "ConnectionLost", state: "disconnected", says: "Connection to the server lost 02:11:03Z. Showing the last state.|Retrying in 4 s.|Now", part: <ConnectionLost since={Date.parse("2026-04-16T02:11:03Z")} retryAt={later(4)} now={later(0)} onNow={stays} /> },
  { component: "AgePill", state: "files", says: "Policies as of 02:13:40Z (4 s ago)", part: pill([], 4) },
  { component: "AgePill", state: "live", says: "Policies as of 02:13Z (4 s)", part: pill([kindState("NetworkPolicy")], 4) },
  { component: "AgePill", state: "stale", says: "Policies 3 min old", part: pill([kindState("NetworkPolicy")], 185) },
  { component: "AgePill", state: "stale for over five minutes", says: "Policies 6 min old", part: pill([kindState("NetworkPolicy")], 400) },
  { component: "AgePill", state: "not read yet", says: "Reading: pods 3,100 of 5,020", part: pill([loading("Pod", { count: 3_100, expected: 5_020 })], 4) },
  { component: "KindTable", state: "each state of a kind", part: <KindTable kinds={[kindState("Pod"), stale("Node", "2026-04-16T02:11:20Z"), notPermitted("Service"), loading("ConfigMap"), notInstalled("CiliumNetworkPolicy")]} now={later(4)} /> },
  { component: "CheckForm", state: "empty", part: <CheckForm cluster="prod" query={{ from: "", to: "", port: "", proto: "tcp", at: undefined }} problems={{}} suggestions={{ from: [], to: [] }} /> },
  { component: "CheckForm", state: "all problems at once", says: "99999| is no port", part: <CheckForm cluster="prod" query={{ from: "nobody", to: "", port: "99999", proto: "tcp", at: undefined }} problems={{ from: "no workload is called so", to: "What is called? Such as dns:api.stripe.com", port: "`99999` is no port" }} suggestions={{ from: [], to: [] }} /> },
  { component: "CheckForm", state: "disconnected", says: "Check|Check waits: the connection to the server is lost. What is asked is kept.", part: <AskButton lost /> },
  { component: "Fault", state: "server fault", says: "The check did not finish (ref 7f2c). Your query is kept.|This is an error of ours, not of the cluster.|Try again", part: <Fault what="check" reference="7f2c" retry={stays} /> },
  { component: "Fault", state: "of another page", says: "The page did not finish. Your query is kept.", part: <Fault reference={undefined} retry={stays} /> },
  { component: "Gone", state: "a pod that is gone", says: "Pod api-client-7d9f is gone (02:20Z). Showing Deployment api-client.", part: <p role="status">{podGone("api-client-7d9f", "2026-04-16T02:20:00Z", { kind: "Deployment", name: "api-client" })}</p> },
  { component: "Unopened", state: "a snapshot that expired", says: "This snapshot expired", part: <Unopened title="This snapshot expired on 16 May 2026" why="The live page is still there." /> },
  { component: "Notices", state: "a link that makes no sense", says: "The link says |view=hologram|, which is not one of graph, split, table. The page shows what it shows without it.", part: <Notices notices={[{ parameter: "view", value: "hologram", expected: "one of graph, split, table" }]} /> },
  { component: "ProblemList", state: "input that cannot be read", says: "1 problem in the input", part: <ProblemList problems={[{ severity: "error", rule: "yaml", message: "`x` is not closed", file: "policy.yaml", line: 3, field: "spec", object: "NetworkPolicy a/b" }]} /> },
  { component: "CopyButton", state: "idle", says: "Copy", part: <CopyButton text="x">Copy</CopyButton> },
  ...VERDICTS.map(({ verdict, code }) => ({ component: "VerdictTag", state: code, part: <VerdictTag verdict={verdict} code={code} /> })),
  { component: "ConnectionTable", state: "one of each verdict", part: <ConnectionTable cluster="prod" connections={VERDICTS} caption="Connections" /> },
  ...OUTCOMES.map((outcome) => ({ component: "Figure", state: outcome, part: <Figure figure={{ ...FIGURE, outcome }} /> })),
];
