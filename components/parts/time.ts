/** 02:13:40Z of a time in RFC 3339. */
export const clockOf = (time: string): string => `${time.slice(11, 19)}Z`;

const STEPS = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3_600 },
  { unit: "min", seconds: 60 },
] as const;

/** How long ago, in the largest unit that fits. @param now milliseconds */
export function ageOf(time: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1_000);
  const step = STEPS.find((candidate) => seconds >= candidate.seconds);
  return step === undefined ? `${Math.round(seconds)} s ago` : `${Math.floor(seconds / step.seconds)} ${step.unit} ago`;
}
