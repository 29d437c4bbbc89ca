import { createHash } from "node:crypto";

/** The colours of the tokens: these pages fetch no style sheet. */
const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif;background:light-dark(#f6f8fa,#0d1117);color:light-dark(#14181f,#e8edf3)}
a{color:light-dark(#0550d0,#79b8ff)}
body{max-width:36rem;margin:12vh auto;padding:0 1rem}
h1{font-size:1.25rem}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;margin:.25rem 0 .75rem}
button{font:inherit;padding:.5rem 1rem}`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Nothing of an address that holds a key is kept, and nothing is told to those who have none: chat bots, search engines. */
export const PRIVATE_HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
} as const;

interface Plain {
  readonly status: number;
  /** HTML of the page, whatever is not ours escaped. */
  readonly main: string;
  /** HTML that belongs into its head. */
  readonly head?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page that needs no script and no other file of ours: for those who may not have them. The same bytes for the same words. */
export const plainPage = ({ status, main, head = "", headers = {} }: Plain): Response =>
  new Response(html(main, head), {
    status,
    headers: {
      ...PRIVATE_HEADERS,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      ...headers,
    },
  });

const html = (main: string, head: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Whydrop</title>
<link rel="icon" href="/favicon.svg">
${head}<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
