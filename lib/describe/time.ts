/** Milliseconds. From here on a verdict that depends on it is unknown, and people are told how old it is. */
export const OLD_AFTER = 60_000;

/** 02:13:40Z of a time in RFC 3339. */
export const clockOf = (time: string): string => `${time.slice(11, 19)}Z`;

/** 02:13Z of a time in RFC 3339. */
export const minuteOf = (time: string): string => `${time.slice(11, 16)}Z`;

const STEPS = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3_600 },
  { unit: "min", seconds: 60 },
] as const;

/** `4 s`, `3 min`: in the largest unit that fits, and never more than it is. @param now milliseconds */
export function ageOf(time: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1_000);
  const step = STEPS.find((candidate) => seconds >= candidate.seconds);
  return step === undefined ? `${Math.floor(seconds)} s` : `${Math.floor(seconds / step.seconds)} ${step.unit}`;
}

/** `in 4 s`; of what should have begun already, `now`. @param now milliseconds */
export function countdown(time: string | number, now: number): string {
  const seconds = Math.ceil(((typeof time === "string" ? Date.parse(time) : time) - now) / 1_000);
  return seconds > 0 ? `in ${seconds} s` : "now";
}
