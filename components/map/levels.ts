import type { MapNode } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";

/** Groups have ids with a slash, and namespaces names without. */
const isGroup = (opens: string): boolean => opens.includes("/");
/** Stands for no namespace at all, where the address could not tell that from the usual. */
const NONE = "-";

/**
 * The address with a namespace or a group opened, or closed. While it names no namespace, as many are open as fit: then those that
 * are drawn open are named with the change.
 */
export function withToggled(opens: string, { open }: Pick<UrlState, "open">, drawnOpen: readonly string[]): Pick<UrlState, "open"> {
  const groups = open.filter(isGroup);
  const named = open.filter((one) => !isGroup(one));
  if (isGroup(opens)) return { open: [...named, ...toggledIn(groups, opens)] };
  const namespaces = toggledIn(named.length === 0 ? drawnOpen : named.filter((one) => one !== NONE), opens);
  if (namespaces.length === 0) return { open: [NONE] };
  return { open: [...namespaces, ...groups.filter((group) => namespaces.includes(group.slice(0, group.indexOf("/"))))] };
}

/** What of the address's list made a pod be drawn by itself. */
export const openedBy = ({ workload }: Pick<MapNode, "workload">, open: readonly string[]): string | undefined => open.find((one) => workload !== null && (one === workload || one.startsWith(`${workload}@`)));

const toggledIn = (ones: readonly string[], one: string): readonly string[] => (ones.includes(one) ? ones.filter((other) => other !== one) : [...ones, one].toSorted());
