import { describe, expect, test } from "vitest";
import type { Found, PastedCheck } from "#lib/api/search.ts";
import { type Choice, type FoundBy, choicesFor } from "./choices.ts";

const one = (given: Partial<Found>): Found => ({ kind: "workload", id: "default/deploy/api", title: "api", subtitle: "Deployment ×3 · default", why: "", namespace: "default", workload: null, policyKind: null, ...given });
const check = (given: Partial<PastedCheck> = {}): PastedCheck => ({ from: "default/deploy/api-client", fromTitle: "default/api-client", to: "ip:203.0.113.4", toTitle: "203.0.113.4", port: 443, protocol: "TCP", declared: true, code: "BLOCKED_DEFAULT", symptom: "timeout", said: "i/o timeout", ...given });
const found = (given: Partial<FoundBy> = {}): FoundBy => ({ q: "x", checks: [], found: [], total: 0, ...given });
const action = (title: string): Choice => ({ id: title, title, detail: "", act: { kind: "do", act: () => undefined } });
const ACTIONS = [action("Open the map"), action("Copy link")];

const groupsOf = (text: string, by?: FoundBy, onMap = false) => choicesFor({ cluster: "c", text, found: by, actions: ACTIONS, onMap }).groups;
const told = (text: string, by?: FoundBy, onMap = false): readonly string[] => groupsOf(text, by, onMap).flatMap(({ heading, choices }) => choices.map(({ title, detail }) => `${heading}: ${title}${detail === "" ? "" : ` (${detail})`}`));
const first = (text: string, by?: FoundBy): Choice["act"] | undefined => groupsOf(text, by)[0]?.choices[0]?.act;

test("without a word there is what can be done", () => expect(told("")).toEqual(["Actions: Open the map", "Actions: Copy link"]));

describe("a pasted error", () => {
  const pasted = found({ checks: [check(), check({ from: null, fromTitle: null, code: null }), check({ toTitle: "2001:db8::1", to: "ip:2001:db8::1", protocol: "UDP", port: 53 }), check({ port: null, code: null })] });

  test("is a finished check, first", () => {
    expect(told("dial tcp 203.0.113.4:443: i/o timeout", pasted)).toEqual([
      "Check: Check default/api-client → 203.0.113.4:443 (Blocked by default deny · i/o timeout)",
      "Check: Check … → 203.0.113.4:443 (say who calls · i/o timeout)",
      "Check: Check default/api-client → [2001:db8::1]:53/udp (Blocked by default deny · i/o timeout)",
      "Check: Check default/api-client → 203.0.113.4 (i/o timeout)",
    ]);
  });

  test("leads to the check, or to its form where something is missing", () => {
    const paths = groupsOf("dial", pasted)[0]?.choices.map(({ act }) => (act.kind === "go" ? act.path : ""));
    expect(paths).toEqual([
      "/c/c/check?from=default/deploy/api-client&port=443&to=ip:203.0.113.4&v=1",
      "/c/c/check?port=443&to=ip:203.0.113.4&v=1",
      "/c/c/check?from=default/deploy/api-client&port=53&proto=udp&to=ip:2001:db8::1&v=1",
      "/c/c/check?from=default/deploy/api-client&to=ip:203.0.113.4&v=1",
    ]);
  });
});

describe("what was found", () => {
  test("is grouped, in the order of the best of each", () => {
    const some = found({ found: [one({ kind: "policy", id: "default/api", policyKind: "NetworkPolicy", subtitle: "NetworkPolicy · default" }), one({}), one({ kind: "policy", id: "shop/api-in", title: "api-in", subtitle: "", why: "203.0.113.4 is inside 203.0.113.0/28 in api-in" })] });
    expect(told("api", some)).toEqual(["Policies: api (NetworkPolicy · default)", "Policies: api-in (203.0.113.4 is inside 203.0.113.0/28 in api-in)", "Workloads: api (Deployment ×3 · default)"]);
  });

  test.each<{ given: Partial<Found>; path: string }>([
    { given: { kind: "namespace", id: "shop" }, path: "/c/c/map?ns=shop&v=1" },
    { given: {}, path: "/c/c/ns/default/deploy/api?v=1" },
    { given: { kind: "pod", id: "default/pod/api-7d9f", title: "api-7d9f", workload: "default/deploy/api" }, path: "/c/c/ns/default/deploy/api?pod=api-7d9f&v=1" },
    { given: { kind: "policy", id: "CiliumNetworkPolicy:shop/names", policyKind: "CiliumNetworkPolicy" }, path: "/c/c/policies/shop/names?kind=CiliumNetworkPolicy&v=1" },
    { given: { kind: "service", id: "svc:shop/web" }, path: "/c/c/check?to=svc:shop/web&v=1" },
    { given: { kind: "destination", id: "dns:api.stripe.com" }, path: "/c/c/check?to=dns:api.stripe.com&v=1" },
    { given: { kind: "node", id: "node:worker-1" }, path: "/c/c/check?to=node:worker-1&v=1" },
  ])("$given.kind leads to $path", ({ given, path }) => expect(first("x", found({ found: [one(given)] }))).toEqual({ kind: "go", path }));
});

describe("a filter", () => {
  test("comes before what is called so, on any page", () => {
    expect(told("ns:web verdict:blocked", found({ found: [one({})] }))).toEqual(["Filter: Filter the map: ns:web verdict:blocked", "Workloads: api (Deployment ×3 · default)"]);
    expect(first("ns:web verdict:blocked")).toEqual({ kind: "filter", q: "ns:web verdict:blocked" });
  });
  test("of bare words comes last, and only on the map", () => {
    expect(told("api", found({ found: [one({})] }), true)).toEqual(["Workloads: api (Deployment ×3 · default)", "Filter: Filter the map: api"]);
    expect(told("zzz", found())).toEqual([]);
  });
  test("is told what of it makes no sense, and holds without", () => {
    expect(told("ns:web verdict:denied", found())).toEqual(["Filter: Filter the map: ns:web (without `verdict:denied`)"]);
    expect(choicesFor({ cluster: "c", text: "ns:web verdict:denied", found: found(), actions: ACTIONS, onMap: false }).faults).toEqual(["`verdict:denied`: expected blocked, allowed, partly or unknown"]);
  });
  test("is not meant by an error, nor by what can be done", () => {
    const faultsOf = (text: string, by: FoundBy) => choicesFor({ cluster: "c", text, found: by, actions: [action("Theme: dark")], onMap: false }).faults;
    expect(faultsOf('Get "https://api.stripe.com', found({ checks: [check()] }))).toEqual([]);
    expect(faultsOf("theme: dark", found())).toEqual([]);
  });
});

test("what can be done is found by its words: before the rest where it begins so", () => {
  expect(told("copy", found({ found: [one({ title: "copy-job" })] }))).toEqual(["Actions: Copy link", "Workloads: copy-job (Deployment ×3 · default)"]);
  expect(told("map", found({ found: [one({ title: "map-tiles" })] }))).toEqual(["Workloads: map-tiles (Deployment ×3 · default)", "More actions: Open the map"]);
});
