import { setNonce } from "get-nonce";

/** The style that the root layout puts into every page; it carries the page's nonce. */
const STYLE = "__________cytoscape_stylesheet";

/** By what the content policy knows our styles; undefined while the server renders. */
export const pageNonce = (): string | undefined => (typeof document === "undefined" ? undefined : document.getElementById(STYLE)?.nonce);

// Dialogs and menus stop the page from scrolling by a style of their own, which they take this for.
const nonce = pageNonce();
if (nonce !== undefined) setNonce(nonce);
