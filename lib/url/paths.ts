import { encode, formatPairs } from "./query.ts";
import { type UrlState, formatState, parseState } from "./state.ts";

/** Addresses of pages. Nobody else puts one together. */
const cluster = (id: string): string => `/c/${encodeURIComponent(id)}`;

export const mapPath = (id: string, state: Partial<UrlState> = {}): string => `${cluster(id)}/map${formatState(state)}`;
export const policiesPath = (id: string): string => `${cluster(id)}/policies${formatState({})}`;
export const problemsPath = (id: string): string => `${policiesPath(id)}#problems`;

export type CheckQuery = Partial<Pick<UrlState, "from" | "to" | "port" | "proto" | "asof" | "was" | "at" | "blame" | "compare">>;
export const checkPath = (id: string, query: CheckQuery = {}): string => `${cluster(id)}/check${formatState({ ...query, ...(query.proto !== undefined && { proto: query.proto.toLowerCase() }) })}`;

/** @param change when the change was, RFC 3339, to which the page goes at once */
export const timelinePath = (id: string, state: Partial<Pick<UrlState, "sel" | "win" | "at">> = {}, change?: string): string => `${cluster(id)}/timeline${formatState(state)}${change === undefined ? "" : `#${changeAnchor(change)}`}`;
export const changeAnchor = (at: string): string => `at-${at}`;

/** The same page in another state: the past one of a time, or the present one. A link that names a time of its own is not for this. */
export const atTime = (path: string, at: string | undefined): string => changed(path, { at });

function changed(path: string, change: Partial<UrlState>): string {
  const [, before = "", search = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(path) ?? [];
  return `${before}${formatState({ ...parseState(search).state, ...change })}${hash}`;
}

/** The address of what a page shows, for good: the verdict that a copied link carries has nothing to be compared with any more. */
export const pinnedAt = (path: string, asOf: string): string => changed(path, { at: secondOf(asOf), asof: undefined, was: undefined });

/** To the second, as links have times: there it means the last state of that second. */
export const secondOf = (time: string): string => `${time.slice(0, 19)}Z`;

/** A link of a page that shows a past state stays in it. */
export const staying = (path: string, at: string | undefined): string => (at === undefined || !path.startsWith("/c/") || /[?&]at=/.test(path) ? path : atTime(path, at));

/** @param workload namespace/kind/name. @param pod through which somebody came */
export const workloadPath = (id: string, workload: string, pod?: string): string => `${cluster(id)}/ns/${workload.split("/").map(encode).join("/")}${formatState({ pod })}`;

/** Stands for the namespace of a policy that has none. */
const NO_NAMESPACE = "_cluster";

/** @param policy an id: namespace/name, or name alone without a namespace, after `Kind:` where it is no NetworkPolicy */
export function policyPath(id: string, policy: string, { kind: given, line }: { readonly kind?: string | undefined; readonly line?: number | undefined } = {}): string {
  const { namespace, name, kind = given } = policyKeyOf(policy);
  const path = `${cluster(id)}/policies/${encode(namespace)}/${encode(name)}`;
  return `${path}${formatState({ kind })}${line === undefined ? "" : `#L${line}`}`;
}

/** What an id of a policy says, as the API takes it. */
export function policyKeyOf(policy: string): { readonly namespace: string; readonly name: string; readonly kind?: string } {
  const colon = policy.indexOf(":");
  const [first = "", second] = policy.slice(colon + 1).split("/");
  const [namespace, name] = second === undefined ? ["", first] : [first, second];
  return { namespace: namespace || NO_NAMESPACE, name, ...(colon !== -1 && { kind: policy.slice(0, colon) }) };
}

const WORKLOAD = /^[^/:]+\/(pod|deploy|sts|ds|rs|rc|job|cronjob|vm)\/[^/]+$/;

/** Whether an id of a node is that of a workload, and so has a page of its own. */
export const isWorkload = (id: string): boolean => WORKLOAD.test(id);

/** @param id of a frozen snapshot, which is its key */
export const frozenPath = (id: string): string => `/s/${encode(id)}`;
export const frozenFilePath = (id: string): string => `${frozenPath(id)}/file`;
export const frozenFigurePath = (id: string, shape: "across" | "down", theme: "light" | "dark"): string => `${frozenPath(id)}/figure?shape=${shape}&theme=${theme}`;
/** @param ticket says until when it may be fetched */
export const frozenPicturePath = (id: string, ticket: Readonly<Record<"hash" | "until" | "signature", string>>): string => `${frozenPath(id)}/picture${formatPairs(Object.entries(ticket))}`;
