import type { AnswerJson, StepJson } from "#lib/api/answer.ts";
import type { Frozen } from "#lib/api/frozen.ts";
import type { KindStateJson } from "#lib/api/graph.ts";
import type { CheckJson } from "#lib/api/pages.ts";
import { titleOf } from "#lib/describe/kindnames.ts";
import { STATE_WORDS, grouped, inOrder, reachOf } from "#lib/describe/kindstates.ts";
import { ageOf } from "#lib/describe/time.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { escapeHtml, tickedHtml } from "./escape.ts";
import { marksOf } from "./marks.ts";

/** @param entries HTML */
export const listHtml = (title: string, entries: readonly string[]): string =>
  entries.length === 0 ? "" : `<section class="card"><h2>${title}</h2><ul class="list">${entries.map((entry) => `<li>${entry}</li>`).join("")}</ul></section>`;

const LOOKS: Readonly<Partial<Record<StepJson["code"], "yes" | "no">>> = { NO_RULE_ALLOWS: "no", RULE_DENIES: "no", DNS_BLOCKED: "no", RULE_ALLOWS: "yes" };

export function traceHtml({ steps, code: verdict }: AnswerJson): string {
  const lines = steps.map(({ code, text, file, line }) => {
    const place = file === undefined || line === undefined ? "" : ` <code class="place">${escapeHtml(file)}:${line}</code>`;
    return `<li${LOOKS[code] === undefined ? "" : ` class="${LOOKS[code]}"`}><span class="text">${tickedHtml(text)}${place}</span><code class="code">${code}</code></li>`;
  });
  return `<ol class="trace">\n${lines.join("\n")}\n<li><span class="text">${HEADLINES[verdict]}</span><code class="code">${verdict}</code></li>\n</ol>`;
}

export function addressesHtml({ addresses }: AnswerJson): string {
  if (addresses.length < 2) return "";
  const rows = addresses.map(({ address, verdict, source, by, at }) =>
    `<tr><td><code>${escapeHtml(address)}</code></td><td><span class="tag ${verdict}">${VERDICTS[verdict]}</span></td><td>${escapeHtml([by === undefined ? source : `${source} ${by}`, at].filter((part) => part !== null).join(", "))}</td></tr>`);
  return `<section class="card"><h2>Addresses</h2><div class="scroll"><table><tbody>${rows.join("")}</tbody></table></div></section>`;
}

const VERDICTS = { deny: "Blocked", partial: "Partly", unknown: "Cannot tell", allow: "Allowed" } as const satisfies Record<AnswerJson["verdict"], string>;

/** One policy with its own line numbers; what the verdict rests on is marked, in words too. */
export function policyHtml(policy: Frozen["policies"][number], check: CheckJson): string {
  const { id, kind, side, file, firstLine, yaml } = policy;
  const marks = marksOf(policy, check);
  const lines = yaml === "" ? [] : yaml.replace(/\n$/, "").split("\n").map((line, index) => {
    const mark = marks.get(firstLine + index);
    return `<div${mark ? ` class="${mark.kind}"` : ""}><span class="number">${firstLine + index}</span><code>${escapeHtml(line)}</code>${mark ? `<em>${escapeHtml(mark.words)}</em>` : ""}</div>`;
  });
  const head = `<header><h2>${escapeHtml(kind)} ${escapeHtml(id.slice(id.indexOf(":") + 1))}</h2><span>${[...(side.length > 0 ? [side.join(" and ")] : []), escapeHtml(file)].join(" · ")}</span></header>`;
  return `<section class="card">${head}${lines.length === 0 ? "" : `<div class="yaml" tabindex="0" role="group" aria-label="YAML of ${escapeHtml(id)}">${lines.join("\n")}</div>`}</section>`;
}

/** What the picture was made of, and when. */
export function factsHtml({ cluster, check, capturedAt, madeAt, madeBy }: Frozen, hash: string, liveUrl: string | undefined): string {
  const { engine } = check.answer;
  const rows: readonly (readonly [string, string])[] = [
    ["Cluster", escapeHtml(cluster.title)],
    ["Facts as of", time(capturedAt)],
    ["Frozen at", time(madeAt)],
    ["Engine", `${escapeHtml(engine.name)} <small>${escapeHtml(engine.by)}</small>`],
    ...cluster.warnings.map((warning) => ["Warning", escapeHtml(warning)] as const),
    ["Made by", `Whydrop ${escapeHtml(madeBy)}`],
    ["SHA-256", `<code>${escapeHtml(hash)}</code>`],
    ...(liveUrl === undefined ? [] : [["Live page", `<a href="${escapeHtml(liveUrl)}" rel="noreferrer">${escapeHtml(liveUrl)}</a>`] as const]),
  ];
  return `<section class="card"><h2>What this rests on</h2><dl class="facts">${rows.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`).join("")}</dl></section>`;
}

const time = (text: string): string => `<time datetime="${escapeHtml(text)}">${escapeHtml(text)}</time>`;

/** How old each kind was when it was frozen; empty where files were read. */
export function kindsHtml(kinds: readonly KindStateJson[], madeAt: string): string {
  if (kinds.length === 0) return "";
  const rows = inOrder(kinds).map((kind) => {
    const age = kind.asOf === null ? "" : ageOf(kind.asOf, Date.parse(madeAt));
    return `<tr><th scope="row">${escapeHtml(titleOf(kind, kinds))}</th><td>${escapeHtml(reachOf(kind))}</td><td>${STATE_WORDS[kind.state]}${kind.why === "" ? "" : ` <small>${escapeHtml(kind.why)}</small>`}</td><td class="end">${kind.state === "not-permitted" ? "" : grouped(kind.count)}</td><td class="end">${age}</td></tr>`;
  });
  return `<section class="card"><h2>What was read, and how old it was</h2><div class="scroll" tabindex="0" role="region" aria-label="What was read"><table><thead><tr><th scope="col">Kind</th><th scope="col">Where</th><th scope="col">State</th><th scope="col" class="end">Objects</th><th scope="col" class="end">Age</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`;
}
