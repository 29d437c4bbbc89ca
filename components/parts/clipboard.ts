/** What is put on the clipboard: a text; the same as rich text beside it; both while they are still asked for; or a picture. */
export type Copied =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "rich"; readonly text: string; readonly html: string }
  | { readonly kind: "asked"; readonly text: Promise<string>; readonly html?: Promise<string> }
  | { readonly kind: "image"; readonly png: Promise<Blob> };

/** Copies at once, because browsers allow it only while somebody's press lasts. @rejects where the browser forbids it */
export async function copy(copied: Copied): Promise<void> {
  switch (copied.kind) {
    case "text":
      return navigator.clipboard.writeText(copied.text);
    case "rich":
      return writeRich(copied);
    case "asked":
      return writeAsked(copied);
    case "image":
      return navigator.clipboard.write([new ClipboardItem({ "image/png": copied.png })]);
  }
}

/** Both in one item, so that whoever pastes takes what it understands; a browser without items gets the text. */
async function writeRich({ text, html }: { readonly text: string; readonly html: string }): Promise<void> {
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(text);
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob("text/plain", text), "text/html": blob("text/html", html) })]);
}

async function writeAsked({ text, html }: { readonly text: Promise<string>; readonly html?: Promise<string> }): Promise<void> {
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(await text);
  const later = (type: string, content: Promise<string>): Promise<Blob> => content.then((told) => blob(type, told));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": later("text/plain", text), ...(html && { "text/html": later("text/html", html) }) })]);
}

const blob = (type: string, content: string): Blob => new Blob([content], { type });
