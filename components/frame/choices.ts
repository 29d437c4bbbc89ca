import type { Found, FoundKind, PastedCheck, SearchJson } from "#lib/api/search.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { formatQuery, parseQuery } from "#lib/query/parse.ts";
import { checkPath, mapPath, policyPath, workloadPath } from "#lib/url/paths.ts";

/** Something that can be chosen by its words. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly act: { readonly kind: "go"; readonly path: string } | { readonly kind: "filter"; readonly q: string } | { readonly kind: "do"; readonly act: () => void };
  /** By which it is done without this list. */
  readonly keys?: string;
  /** Other words by which it is found. */
  readonly words?: string;
}

export interface ChoiceGroup {
  readonly heading: string;
  readonly choices: readonly Choice[];
}

export interface Choices {
  readonly groups: readonly ChoiceGroup[];
  /** What of a filter makes no sense, and what was expected; the rest of it can be used. */
  readonly faults: readonly string[];
}

/** What was found, and by which words. */
export type FoundBy = SearchJson & { readonly q: string };

interface Given {
  readonly cluster: string;
  readonly text: string;
  /** undefined: nothing is known yet. */
  readonly found: FoundBy | undefined;
  readonly actions: readonly Choice[];
  readonly onMap: boolean;
}

/** Checks of what was pasted, the filter, what is called so, and what can be done: in the order in which somebody would want them. */
export function choicesFor({ cluster, text, found, actions, onMap }: Given): Choices {
  if (text === "") return { groups: filled(["Actions", actions]), faults: [] };
  const checks = (found?.checks ?? []).map((check) => checkChoice(cluster, check));
  const { query, faults } = parseQuery(text);
  const filter: readonly Choice[] = query.length > 0 && checks.length === 0 ? [{ id: "filter", title: `Filter the map: ${formatQuery(query)}`, detail: faultText(faults.map(({ written }) => written)), act: { kind: "filter", q: formatQuery(query) } }] : [];
  const isFilter = query.some(({ field }) => field !== "text");
  const doable = actionsNamed(actions, text);
  const begun = doable.filter(({ title }) => title.toLowerCase().startsWith(text.toLowerCase()));
  const groups = filled(
    ["Check", checks],
    ["Filter", isFilter ? filter : []],
    ["Actions", begun],
    ...foundGroups(cluster, found?.found ?? []),
    ["Filter", !isFilter && onMap ? filter : []],
    ["More actions", doable.filter((action) => !begun.includes(action))],
  );
  const isNoFilter = checks.length > 0 || begun.length > 0;
  return { groups, faults: isNoFilter ? [] : faults.map(({ written, expected }) => `\`${written}\`: expected ${expected}`) };
}

const HEADINGS: Readonly<Record<FoundKind, string>> = { namespace: "Namespaces", workload: "Workloads", service: "Services", policy: "Policies", destination: "Destinations", pod: "Pods", node: "Nodes" };

/** In the order of the best of each. */
const foundGroups = (cluster: string, found: readonly Found[]): readonly (readonly [string, readonly Choice[]])[] =>
  [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, some]) => [HEADINGS[kind], some.map((one) => foundChoice(cluster, one))]);

function foundChoice(cluster: string, { kind, id, title, subtitle, why, workload, policyKind }: Found): Choice {
  return { id: `${kind} ${id} ${policyKind ?? ""}`, title, detail: [subtitle, why].filter(Boolean).join(" · "), act: { kind: "go", path: pathOf() } };

  function pathOf(): string {
    switch (kind) {
      case "namespace":
        return mapPath(cluster, { ns: [id] });
      case "workload":
        return workloadPath(cluster, id);
      case "pod":
        return workloadPath(cluster, workload ?? id, title);
      case "policy":
        return policyPath(cluster, id, { kind: policyKind ?? undefined });
      case "service":
      case "destination":
      case "node":
        return checkPath(cluster, { to: id });
    }
  }
}

function checkChoice(cluster: string, { from, fromTitle, to, toTitle, port, protocol, code, said }: PastedCheck): Choice {
  const known = code === null ? (from === null ? "say who calls" : "") : HEADLINES[code];
  const target = port === null ? toTitle : `${toTitle.includes(":") ? `[${toTitle}]` : toTitle}:${String(port)}`;
  return {
    id: `check ${from ?? ""} ${to} ${String(port)} ${protocol}`,
    title: `Check ${fromTitle ?? "…"} → ${target}${protocol === "TCP" ? "" : `/${protocol.toLowerCase()}`}`,
    detail: [known, said].filter(Boolean).join(" · "),
    act: { kind: "go", path: checkPath(cluster, { to, proto: protocol, ...(from !== null && { from }), ...(port !== null && { port: String(port) }) }) },
  };
}

const faultText = (written: readonly string[]): string => (written.length === 0 ? "" : `without ${written.map((term) => `\`${term}\``).join(" ")}`);

function actionsNamed(actions: readonly Choice[], text: string): readonly Choice[] {
  const words = text.toLowerCase().split(/\s+/);
  return actions.filter(({ title, words: more = "" }) => words.every((word) => `${title} ${more}`.toLowerCase().includes(word)));
}

const filled = (...given: readonly (readonly [string, readonly Choice[]])[]): readonly ChoiceGroup[] => given.filter(([, choices]) => choices.length > 0).map(([heading, choices]) => ({ heading, choices }));
