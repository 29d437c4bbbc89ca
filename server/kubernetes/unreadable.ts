import type { ClusterInfo } from "#lib/cluster/facts.ts";
import { groupOf } from "#lib/source/object.ts";
import { isPolicyGroup } from "#lib/cluster/ingest/policygroups.ts";
import type { Kind } from "./kind.ts";
import type { KindSet } from "./kindset.ts";
import { RIGHTS } from "./rights.ts";
import type { Scope } from "./scope.ts";

/** Milliseconds after which what is held no longer counts as true. */
const STALE = 60_000;

const ANY_POLICY = { group: "networking.k8s.io", kind: "policies of any API" };

type Unreadable = ClusterInfo["unreadable"][number];

/** The kinds, or parts of them, that a verdict cannot rest on now, each with why. */
export function unreadableOf(kinds: KindSet): readonly Unreadable[] {
  const { served, fault } = kinds;
  if (served === undefined) return nothingKnown(fault?.message ?? "what the API server serves is not known yet");
  const silent = served.silent.map((version): Unreadable => ({ group: groupOf(version), kind: "policies of any kind", why: `the server of the API ${version} does not answer` }));
  const untold = kinds.age > STALE ? [{ ...ANY_POLICY, why: `what the API server serves is not known since a minute${fault === undefined ? "" : `: ${fault.message}`}` }] : [];
  return [...kinds.kinds.flatMap(ofKind), ...silent, ...untold];
}

function nothingKnown(why: string): readonly Unreadable[] {
  const always = RIGHTS.filter(({ group }) => group === "" || group === "discovery.k8s.io").flatMap(({ group, kinds }) => kinds.map(([, kind]) => ({ group, kind, why })));
  return [...always, { ...ANY_POLICY, why }];
}

function ofKind(kind: Kind): readonly Unreadable[] {
  const { group, kind: name } = kind.resource;
  const permitted = kind.scopes.filter(({ denied }) => !denied);
  const parts = permitted.flatMap((scope) => {
    const why = whyNot(scope);
    if (why === undefined) return [];
    const where = scope.namespace === "" ? {} : { namespace: scope.namespace };
    // Not only may there be others: what is held of these may have gone, and what it allows with it.
    const held = scope.entries.size > 0 && isPolicyGroup(group) ? [{ ...ANY_POLICY, ...where, why: `${name}.${group} is ${why}` }] : [];
    return [{ group, kind: name, ...where, why }, ...held];
  });
  const why = kind.isPartial ? whyNot(kind.whole) : undefined;
  if (why === undefined) return parts;
  const except = permitted.map(({ namespace }) => namespace);
  return [...parts, { group, kind: name, ...(except.length > 0 && { except }), why }];
}

function whyNot(scope: Scope): string | undefined {
  const { state } = scope.state();
  switch (state.kind) {
    case "not-installed":
      return undefined;
    case "not-permitted":
      return state.why;
    case "loading":
      return state.why ?? "it is still being read";
    case "live":
    case "stale":
      return scope.age > STALE ? `not known to be true since ${state.kind === "stale" ? state.since : "a minute"}${state.kind === "stale" ? `: ${state.why}` : ""}` : undefined;
  }
}
