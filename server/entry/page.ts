import { escapeHtml } from "#lib/frozen/escape.ts";
import { plainPage } from "./plainpage.ts";

const NOTES = {
  ask: "",
  unfurled: "",
  wrong: "<p role=\"alert\"><strong>That code is not valid, or not any more.</strong></p>",
  "too-many": "<p role=\"alert\"><strong>Too many wrong codes. The right one is taken at any time.</strong></p>",
} as const;

/** Chats show nothing of a page that was refused. */
const STATUS = { ask: 401, unfurled: 200, wrong: 401, "too-many": 429 } as const;

/**
 * What those see who have not entered. It is the same for every address and names nothing, unless a setting lets chats be told
 * of a link: `openGraph`.
 */
export const entryPage = (note: keyof typeof NOTES, headers: Readonly<Record<string, string>> = {}, openGraph: readonly (readonly [property: string, content: string])[] = []): Response =>
  plainPage({
    status: STATUS[note],
    head: openGraph.map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">\n`).join(""),
    main: words(NOTES[note]),
    headers,
  });

const words = (note: string): string => `<h1>This page needs the entry code</h1>
${note}
<p>Whydrop shows a live cluster here, so it answers only those who have its code. The code was printed when Whydrop started, at the end of an address <code>…/enter?code=…</code>: in the terminal, or in the log of its pod.</p>
<p>Open that address, or, where your browser reaches Whydrop by another one, paste the code:</p>
<form action="/enter">
<label for="code">Code</label>
<input id="code" name="code" type="password" autocomplete="off" spellcheck="false" required autofocus>
<button>Enter</button>
</form>
<p>The code is valid until Whydrop ends; the next start prints another one. If a link brought you here, open it again afterwards.</p>`;
