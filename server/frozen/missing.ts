import { createHash } from "node:crypto";
import type { ErrorJson } from "#lib/api/errors.ts";
import { PRIVATE_HEADERS } from "../entry/page.ts";

const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:36rem;margin:12vh auto;padding:0 1rem}
h1{font-size:1.25rem}`;

const POLICY = ["default-src 'none'", `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`, "img-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join("; ");

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Whydrop</title>
<link rel="icon" href="/favicon.svg">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>This link opens nothing</h1>
<p>The snapshot expired, was revoked, or never was; or it is not for you. Whoever made it can tell, and make another.</p>
<p><a href="/">Go to the map</a></p>
</main>
</body>
</html>
`;

const JSON_BODY: ErrorJson = { error: { code: "not_found", message: "this link opens nothing", requestId: "none" } };

/** The same bytes for what is unknown, expired, revoked or for others: nobody learns which by asking. */
export const missingPage = (): Response =>
  new Response(PAGE, {
    status: 404,
    headers: {
      ...PRIVATE_HEADERS, "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    },
  });

export const missingJson = (): Response => Response.json(JSON_BODY, { status: 404, headers: PRIVATE_HEADERS });
