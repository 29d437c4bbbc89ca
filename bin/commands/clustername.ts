import { basename, resolve } from "node:path";
import { STDIN } from "#server/manifests/parse.ts";
import type { CommandFlags } from "./source.ts";

/** A cluster that nobody named has the name of its context, or of its file or folder, as it has on the page. */
export function clusterName({ context, manifests: [first = STDIN] = [] }: CommandFlags): string {
  if (context !== undefined) return context;
  return first === STDIN ? "cluster" : basename(resolve(first)).replace(/\.(ya?ml|json)$/i, "");
}
