const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SPAN = /^(\d{1,6})([smhd])$/;

export const isSpan = (value: string): boolean => SPAN.test(value);

/** @param value such as 15m, 24h or 7d. @returns milliseconds */
export function spanOf(value: string): number {
  const [, count = "0", unit] = SPAN.exec(value) ?? [];
  return Number(count) * (unit === "s" || unit === "m" || unit === "h" || unit === "d" ? UNITS[unit] : 0);
}
