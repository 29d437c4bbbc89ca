import { MAX_LENGTH, type Setting, callsIn } from "./calls.ts";
import type { FoundCall } from "../facts.ts";

/** `key=value` and `key: value`, also with quotes and, as in JSON, a comma behind. */
const LINE = /^[ \t]*["']?([A-Za-z_][\w.-]{0,127})["']?[ \t]*[=:][ \t]*(\S.*)$/;
const URLS = /^[A-Za-z][A-Za-z0-9+.:-]{0,31}:\/\/\S*$/;

/** The settings of a file that stands in a ConfigMap, line by line; comments and whatever else a line is have none. */
export function settingLines(text: string): readonly Setting[] {
  return cut(text).split("\n").flatMap((line): readonly Setting[] => {
    const [, name, value] = LINE.exec(line.trimEnd()) ?? [];
    return name === undefined || value === undefined ? [] : [[name, unquoted(value)]];
  });
}

/** What a value tells that is an address, or a list of them, as a whole: text with an address in it may be a comment. */
export function wholeCalls([name, value]: Setting): readonly FoundCall[] {
  const whole = value.length > MAX_LENGTH ? "" : value.trim();
  return !whole.includes("://") || URLS.test(whole) ? callsIn(name, whole) : [];
}

/** At the end of a line: half of an address would be another one. */
const cut = (text: string): string => (text.length > MAX_LENGTH ? text.slice(0, text.lastIndexOf("\n", MAX_LENGTH) + 1) : text);

const unquoted = (value: string): string => /^(["'])(.*)\1,?$/.exec(value)?.[2] ?? value;
