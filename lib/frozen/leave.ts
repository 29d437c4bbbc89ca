import { type Frozen, type Leave, frozenSchema } from "#lib/api/frozen.ts";
import type { WrittenYaml } from "#lib/cluster/documents/yaml/write.ts";
import { asMarkdown } from "#lib/describe/markdown.ts";
import { isMap } from "#lib/source/map.ts";
import { picturesOf } from "./freeze.ts";
import type { Names } from "./names.ts";
import { Pseudonyms } from "./pseudonyms.ts";
import { pathOf, rewritten } from "./rewrite.ts";

/** A document without what was not to be told. @param names of the whole cluster: a name that was not told of cannot be replaced */
export function leave(frozen: Frozen, wishes: readonly Leave[], names: Names): Frozen {
  const plain = wishes.includes("yaml") ? withoutYaml(frozen) : frozen;
  const left = (["yaml", "names"] as const).filter((one) => wishes.includes(one));
  return { ...(left.includes("names") ? replaced(plain, names).frozen : plain), left };
}

const withoutYaml = (frozen: Frozen): Frozen => ({ ...frozen, policies: frozen.policies.map((policy) => ({ ...policy, yaml: "" })), facts: [] });

/** The document with pseudonyms in every text of it, its figure drawn anew. */
export function replaced(frozen: Frozen, names: Names): { readonly frozen: Frozen; readonly used: Pseudonyms["used"] } {
  const told = { ...frozen, pictures: undefined };
  const pseudonyms = new Pseudonyms(names, JSON.stringify(told));
  const { from, to } = frozen.check.answer.query;
  pseudonyms.text(from);
  pseudonyms.text(to);
  const policies = frozen.policies.map((policy) => ({ policy, written: policy.yaml === "" ? undefined : rewritten(policy.yaml, pseudonyms) }));
  const lines = (file: string | undefined, line: number | undefined, path: string | undefined): number | undefined => {
    const inside = policies.find(({ policy }) => file === policy.file && line !== undefined && line >= policy.firstLine && line < policy.firstLine + policy.yaml.split("\n").length);
    return inside?.written ? inside.written.lineOf(pathOf(path ?? "")) : line;
  };
  const { cluster, check } = frozen;
  const renumbered = {
    ...check,
    markdown: "",
    slack: check.slack.split("\n").filter((line) => !line.startsWith("<")).join("\n"),
    figure: { ...check.figure, card: check.figure.card && { ...check.figure.card, rows: check.figure.card.rows.map((row) => ({ ...row, line: undefined })) } },
    answer: {
      ...check.answer,
      steps: check.answer.steps.map((step) => ({ ...step, line: lines(step.file, step.line, step.path) })),
      nearest: check.answer.nearest && { ...check.answer.nearest, line: lines(check.answer.nearest.file, check.answer.nearest.line, check.answer.nearest.path) },
    },
  };
  const spoken = mapTexts({ ...told, cluster: { ...cluster, summary: null }, check: { ...renumbered, cluster: { ...check.cluster, summary: null } }, policies: [], facts: [], live: "" }, pseudonyms);
  const document = frozenSchema.parse({
    ...spoken,
    policies: policies.map(({ policy, written }) => ({ ...policy, id: pseudonyms.text(policy.id), file: pseudonyms.text(policy.file), ...placed(written) })),
    facts: frozen.facts.flatMap((fact) => (fact.startsWith("#") ? fact : (rewritten(fact, pseudonyms)?.text ?? []))),
    pictures: frozen.pictures,
  });
  const whole = { ...document.check, markdown: asMarkdown(document.check.answer) };
  return { frozen: { ...document, check: whole, pictures: picturesOf(document.check.figure) }, used: pseudonyms.used };
}

const placed = (written: WrittenYaml | undefined): Pick<Frozen["policies"][number], "firstLine" | "yaml"> | { readonly yaml: string } =>
  (written === undefined ? { yaml: "" } : { firstLine: 1, yaml: written.text });

/** What a fixed set of values or a time stands in. */
const KEPT: ReadonlySet<string> = new Set(["verdict", "code", "side", "outcome", "mark", "protocol", "port", "madeBy", "madeAt", "capturedAt", "asOf", "at", "retryAt", "left", "state", "group", "resource", "kind", "version"]);

/** Every other text, whatever it stands in: a field that comes later is replaced too. */
function mapTexts(value: object, pseudonyms: Pseudonyms, key = ""): Readonly<Record<string, unknown>> {
  const map = (part: unknown, name: string, above: string): unknown => {
    if (typeof part === "string") return KEPT.has(name) || (name === "name" && above === "engine") ? part : pseudonyms.text(part);
    if (Array.isArray(part)) return part.map((one) => map(one, name, above));
    return isMap(part) ? mapTexts(part, pseudonyms, name) : part;
  };
  return Object.fromEntries(Object.entries(value).map(([name, part]: readonly [string, unknown]) => [name, map(part, name, key)]));
}
