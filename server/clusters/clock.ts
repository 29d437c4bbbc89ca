/** The present, RFC 3339 in UTC to the second. */
export const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, "Z");
