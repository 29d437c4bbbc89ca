import type { ErrorJson } from "#lib/api/errors.ts";
import { PRIVATE_HEADERS, plainPage } from "../entry/plainpage.ts";

const MAIN = `<h1>This link opens nothing</h1>
<p>The snapshot expired, was revoked, or never was; or it is not for you. Whoever made it can tell, and make another.</p>
<p><a href="/">Go to the map</a></p>`;

const JSON_BODY: ErrorJson = { error: { code: "not_found", message: "this link opens nothing", requestId: "none" } };

/** The same bytes for what is unknown, expired, revoked or for others: nobody learns which by asking. */
export const missingPage = (): Response => plainPage({ status: 404, main: MAIN });

export const missingJson = (): Response => Response.json(JSON_BODY, { status: 404, headers: PRIVATE_HEADERS });
