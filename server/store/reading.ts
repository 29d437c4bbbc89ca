/** Whether a statement only reads. When in doubt it does not. */
export const isReading = (sql: string): boolean => /^\s*(SELECT|PRAGMA)\b/i.test(sql) || (/^\s*WITH\b/i.test(sql) && !/\b(INSERT|UPDATE|DELETE)\b/i.test(sql));
