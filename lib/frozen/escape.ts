import { escapeXml } from "#lib/figure/escape.ts";

/** Control characters that XML allows and nobody sees. */
const CONTROL = /[\u007f-\u009f]/g;

/** Signs that turn the order of what follows, or are not seen at all: shown as what they are. */
const UNSEEN = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text as HTML shows it: nothing in it becomes markup, whatever stands in it. */
export const escapeHtml = (text: string): string =>
  escapeXml(text.replace(CONTROL, "\ufffd").replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`));

/** What somebody wrote stands in `backticks`. */
export const tickedHtml = (text: string): string =>
  text.split("`").map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part))).join("");
