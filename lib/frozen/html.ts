import type { Frozen } from "#lib/api/frozen.ts";
import { HEADLINES, withoutHeadline } from "#lib/describe/words.ts";
import { clockOf } from "#lib/describe/time.ts";
import { describe } from "#lib/figure/across.ts";
import { escapeHtml, tickedHtml } from "./escape.ts";
import { addressesHtml, factsHtml, kindsHtml, listHtml, policyHtml, traceHtml } from "./sections.ts";
import { STYLE } from "./style.ts";
import { LEFT_TEXTS, TRIAD_TITLES } from "./words.ts";

/** Nothing is loaded and nothing runs: pictures are in the file, and so is the style. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface Told {
  /** SHA-256 of the canonical document, in hexadecimal. */
  readonly hash: string;
  /** Where the live page can be opened; absent: nowhere. */
  readonly liveUrl?: string;
}

/** A frozen document as one HTML file that stands alone, for those who cannot enter. Everything from a cluster is escaped. */
export function frozenHtml(frozen: Frozen, { hash, liveUrl }: Told): string {
  const { check, cluster, capturedAt, left } = frozen;
  const { answer, headline, three, figure } = check;
  const steps = [three.request, three.policy, three.symptom];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(headline)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="frame">
<header class="bar"><strong>FROZEN ${escapeHtml(clockOf(capturedAt))}</strong><span>${escapeHtml(capturedAt.slice(0, 10))}</span><span>${escapeHtml(cluster.title)}</span><span>Whydrop</span></header>
<main>
<header class="head">
<p class="tag ${answer.verdict}">${escapeHtml(HEADLINES[answer.code])}</p>
<h1>${escapeHtml(headline)}</h1>
${answer.reason === headline ? "" : `<p class="quiet">${escapeHtml(withoutHeadline(answer.reason, answer.code))}</p>`}
${left.map((one) => `<p class="quiet">${LEFT_TEXTS[one]}</p>`).join("\n")}
</header>
<figure class="figure">
${picturesHtml(frozen)}
</figure>
<section aria-label="In three steps"><ol class="three ${figure.outcome === "unknown" ? "open" : figure.outcome === "allowed" ? "" : "stops"}">
${steps.map((text, index) => `<li><h3>${escapeHtml(TRIAD_TITLES[figure.outcome][index] ?? "")}</h3><p>${escapeHtml(text)}</p></li>`).join("\n")}
</ol></section>
${listHtml("What is missing", answer.missing.map(tickedHtml))}
<section class="card"><header><h2>How it was decided</h2><span>judged as ${escapeHtml(answer.engine.name)}, ${escapeHtml(answer.engine.by)}</span></header>
${traceHtml(answer)}
</section>
${addressesHtml(answer)}
${listHtml("Notes", answer.notes.map(({ code, text }) => `${tickedHtml(text)} <code class="code">${escapeHtml(code)}</code>`))}
${frozen.policies.map((policy) => policyHtml(policy, check)).join("\n")}
${listHtml("What could not be read", frozen.unreadable.map(escapeHtml))}
${factsHtml(frozen, hash, liveUrl)}
${kindsHtml(cluster.kinds, frozen.madeAt)}
${frozen.facts.length === 0 ? "" : `<details class="card"><summary>The objects that the verdict rests on <small>${frozen.facts.length}</small></summary><pre class="plain" tabindex="0">${escapeHtml(frozen.facts.join("---\n"))}</pre></details>`}
</main>
</div>
</body>
</html>
`;
}

/** Each theme and shape as it was drawn then; style shows one of them. As images: a picture in an image runs nothing. */
function picturesHtml({ pictures, check }: Frozen): string {
  const alt = escapeHtml(`${check.figure.sentence}. ${describe(check.figure)}`);
  const all = [["across", "light", pictures.across.light], ["across", "dark", pictures.across.dark], ["down", "light", pictures.down.light], ["down", "dark", pictures.down.dark]] as const;
  return all.map(([shape, theme, svg]) => `<img class="${shape} ${theme}" alt="${alt}" src="data:image/svg+xml,${escapeHtml(encodeURIComponent(svg.toWellFormed()))}">`).join("\n");
}
