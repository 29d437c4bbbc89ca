import { rfc3339 } from "#lib/api/moment.ts";

/** The present, RFC 3339 in UTC to the second. */
export const now = (): string => rfc3339(Date.now());
