import type { AuthorJson, ChangeJson, FlipJson } from "#lib/api/history.ts";
import { HEADLINES, count } from "./words.ts";

/** Every change that nobody signed is told like this. */
const NOBODY = "nobody told who";

/** `argocd · Argo CD application shop · commit 4be1f0a` */
export function authorText({ name, keptBy, commit }: AuthorJson): string {
  const parts = [name, keptBy ?? "", commit === null ? "" : `commit ${commit.id.slice(0, 7)}`].filter(Boolean);
  return parts.length === 0 ? NOBODY : parts.join(" · ");
}

/** `default/default-deny` */
export const objectName = ({ namespace, name }: Pick<ChangeJson, "namespace" | "name">): string => (namespace === "" ? name : `${namespace}/${name}`);

/** `api-client → api.stripe.com TCP 443` */
export const connectionText = ({ fromTitle, toTitle, protocol, port }: Pick<FlipJson, "fromTitle" | "toTitle" | "protocol" | "port">): string => `${fromTitle} → ${toTitle} ${protocol} ${String(port)}`;

/** `Allowed → Blocked by default deny` */
export const flipText = ({ was, is }: Pick<FlipJson, "was" | "is">): string => `${was === null ? "Not declared" : HEADLINES[was]} → ${is === null ? "Not declared any more" : HEADLINES[is]}`;

/** The first sentence of a timeline. @param changes how many revisions, and of those how many made a verdict another one */
export function timelineHeadline({ changes, flipping }: { readonly changes: number; readonly flipping: number }): string {
  if (changes === 0) return "Nothing changed";
  if (flipping === 0) return `${count(changes, "change")}, none changed a verdict`;
  return `${String(flipping)} of ${count(changes, "change")} changed a verdict`;
}
