import { type ChangedPath, changedPaths } from "./paths.ts";
import type { ObjectChange } from "./version.ts";

/** Parts that are named; of more only how many there are. */
const MOST = 4;

/** What is different, in a few words: `spec.egress · labels`. */
export function summary({ before, after }: ObjectChange): string {
  if (before === undefined) return "created";
  if (after === undefined) return "deleted";
  const parts = [...new Set(changedPaths(before, after).map(partOf))];
  return [...parts.slice(0, MOST), ...(parts.length > MOST ? [`${parts.length - MOST} more`] : [])].join(" · ");
}

/** As people call a part: what a pod's template says is what its pods will be. */
function partOf(path: ChangedPath): string {
  const [first = "", second, third] = path;
  const last = path.at(-1) ?? "";
  if (path.includes("template")) return path.includes("labels") ? "pod labels" : path.includes("containers") ? containerPart(last) : `template.${last}`;
  if (path.includes("containers") || path.includes("initContainers")) return containerPart(last);
  if (first === "metadata") return second === "labels" ? "labels" : (second ?? first);
  if (first === "status") return second === undefined ? first : (STATUS.get(second) ?? `status.${second}`);
  if (second === undefined) return first;
  return first === "spec" && second === "specs" && third !== undefined ? `specs.${third}` : `${first}.${second}`;
}

const containerPart = (last: string): string => CONTAINER.get(last) ?? "containers";

const CONTAINER: ReadonlyMap<string, string> = new Map([["image", "image"], ["value", "calls"], ["env", "calls"], ["ports", "ports"], ["containerPort", "ports"]]);
const STATUS: ReadonlyMap<string, string> = new Map([["podIP", "address"], ["podIPs", "address"], ["hostIP", "node address"], ["hostIPs", "node address"]]);
