import { isObject, type Json, textOf } from "./object.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As kubectl writes ages: `12s`, `3m20s`, `5h`, `9d`. */
export function age(timestamp: string | undefined, now: number): string {
  if (timestamp === undefined) return "<unknown>";
  const passed = Math.max(0, now - Date.parse(timestamp));
  if (passed < 2 * MINUTE) return `${whole(passed, SECOND)}s`;
  if (passed < 10 * MINUTE) return pair(passed, MINUTE, "m", SECOND, "s");
  if (passed < 3 * HOUR) return `${whole(passed, MINUTE)}m`;
  if (passed < 8 * HOUR) return pair(passed, HOUR, "h", MINUTE, "m");
  if (passed < 2 * DAY) return `${whole(passed, HOUR)}h`;
  if (passed < 8 * DAY) return pair(passed, DAY, "d", HOUR, "h");
  return `${whole(passed, DAY)}d`;
}

const whole = (passed: number, unit: number): string => String(Math.floor(passed / unit));

function pair(passed: number, unit: number, name: string, smaller: number, smallerName: string): string {
  const rest = Math.floor((passed % unit) / smaller);
  return `${whole(passed, unit)}${name}${rest === 0 ? "" : `${String(rest)}${smallerName}`}`;
}

/** A label selector on one line: `app=web,tier in (a,b)`; the empty one is `<none>`. */
export function selectorText(selector: Json | undefined): string {
  if (!isObject(selector)) return "<none>";
  const labels = isObject(selector["matchLabels"]) ? Object.entries(selector["matchLabels"]).map(([key, value]) => `${key}=${textOf(value)}`) : [];
  const expressions = Array.isArray(selector["matchExpressions"]) ? selector["matchExpressions"].filter(isObject).map(expressionText) : [];
  return [...labels, ...expressions].join(",") || "<none>";
}

function expressionText({ key, operator, values }: { readonly [field: string]: Json | undefined }): string {
  const listed = Array.isArray(values) ? values.join(",") : "";
  switch (operator) {
    case "In":
      return `${textOf(key)} in (${listed})`;
    case "NotIn":
      return `${textOf(key)} notin (${listed})`;
    case "DoesNotExist":
      return `!${textOf(key)}`;
    default:
      return textOf(key);
  }
}
