import { UNFURL } from "#lib/figure/unfurl.ts";
import { entryPage } from "../entry/page.ts";
import { again } from "../entry/turnedaway.ts";
import { openSnapshot } from "../frozen/snapshots.ts";
import { missingPage } from "../frozen/missing.ts";
import { originOf } from "../links.ts";
import { previewFor } from "./link.ts";

/**
 * What those get at a link who have not entered, chats among them: the page that asks for the code, and in its head what they
 * may be told. @param path of the link @throws ViewError
 */
export async function linkShell(id: string, path: string, headers: Headers): Promise<Response> {
  const opened = await openSnapshot(id);
  if (opened.kind === "absent") return missingPage();
  const more = again(path, headers);
  const told = opened.kind === "frozen" ? await previewFor(id, opened, originOf(headers)) : undefined;
  if (told === undefined) return entryPage("ask", more);
  const { title, description, picture } = told;
  const pictured = picture === undefined ? {} : { "og:image": picture, "og:image:width": String(UNFURL.width), "og:image:height": String(UNFURL.height), "og:image:alt": title };
  return entryPage("unfurled", more, Object.entries({ "og:site_name": "Whydrop", "og:title": title, "og:description": description, ...pictured }));
}
