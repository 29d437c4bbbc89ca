import { createHash } from "node:crypto";
import { escapeHtml } from "#lib/frozen/escape.ts";

const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:36rem;margin:12vh auto;padding:0 1rem}
h1{font-size:1.25rem}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;margin:.25rem 0 .75rem}
button{font:inherit;padding:.5rem 1rem}`;

const NOTES = {
  ask: "",
  unfurled: "",
  wrong: "<p role=\"alert\"><strong>That code is not valid, or not any more.</strong></p>",
  "too-many": "<p role=\"alert\"><strong>Too many wrong codes. The right one is taken at any time.</strong></p>",
} as const;

/** Chats show nothing of a page that was refused. */
const STATUS = { ask: 401, unfurled: 200, wrong: 401, "too-many": 429 } as const;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Nothing of an address that holds a code is kept, and nothing is told to those who have none: chat bots, search engines. */
export const PRIVATE_HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
} as const;

/**
 * What those see who have not entered. It is the same for every address, needs no script and names nothing, unless a setting lets
 * chats be told of a link: `openGraph`.
 */
export function entryPage(note: keyof typeof NOTES, more: Readonly<Record<string, string>> = {}, openGraph: readonly (readonly [property: string, content: string])[] = []): Response {
  const headers = {
    ...PRIVATE_HEADERS,
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...more,
  };
  return new Response(html(NOTES[note], openGraph), { status: STATUS[note], headers });
}

function html(note: string, openGraph: readonly (readonly [property: string, content: string])[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Whydrop</title>
<link rel="icon" href="/favicon.svg">
${openGraph.map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">\n`).join("")}<style>${STYLE}</style>
</head>
<body>
<main>
<h1>This page needs the entry code</h1>
${note}
<p>Whydrop shows a live cluster here, so it answers only those who have its code. The code was printed when Whydrop started, at the end of an address <code>…/enter?code=…</code>: in the terminal, or in the log of its pod.</p>
<p>Open that address, or, where your browser reaches Whydrop by another one, paste the code:</p>
<form action="/enter">
<label for="code">Code</label>
<input id="code" name="code" type="password" autocomplete="off" spellcheck="false" required autofocus>
<button>Enter</button>
</form>
<p>The code is valid until Whydrop ends; the next start prints another one. If a link brought you here, open it again afterwards.</p>
</main>
</body>
</html>
`;
}
