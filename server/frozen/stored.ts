import { z } from "zod";
import type { Frozen } from "#lib/api/frozen.ts";
import { frozenHtml } from "#lib/frozen/html.ts";
import { parse } from "../respond.ts";
import { ViewError } from "../viewerror.ts";
import { missingJson, missingPage } from "./missing.ts";
import type { Whole } from "./open.ts";
import { openSnapshot } from "./snapshots.ts";

/** The stored bytes, as they are. */
export const storedJson = (id: string): Promise<Response> =>
  opened(id, missingJson, ({ content }) => new Response(content, { headers: { "content-type": "application/json" } }));

const figureRequest = z.object({ id: z.string(), shape: z.enum(["across", "down"]).default("across"), theme: z.enum(["light", "dark"]).default("light") });

/** One of the stored pictures. It runs nothing and loads nothing, also where it is opened by itself. */
export async function storedFigure(parameters: Readonly<Record<string, string>>): Promise<Response> {
  const { id, shape, theme } = parse(figureRequest, parameters);
  return opened(id, missingPage, ({ frozen }) => new Response(frozen.pictures[shape][theme], { headers: { ...SEALED, "content-type": "image/svg+xml; charset=utf-8" } }));
}

/** The file that stands alone, for downloading. @param origin where people reach this server */
export const storedFile = (id: string, origin: string): Promise<Response> =>
  opened(id, missingPage, ({ frozen, hash }) => {
    const html = frozenHtml(frozen, { hash, ...(frozen.live !== "" && { liveUrl: origin + frozen.live }) });
    return new Response(html, { headers: { ...SEALED, "content-type": "text/html; charset=utf-8", "content-disposition": `attachment; filename="${fileName(frozen)}"` } });
  });

const SEALED = { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox", "cross-origin-resource-policy": "same-origin" } as const;

/** `whydrop-blocked_default-20260416T021340Z.html`: nothing of the cluster, as file names are shown to many. */
const fileName = ({ check, capturedAt }: Frozen): string => `whydrop-${check.answer.code.toLowerCase()}-${capturedAt.replace(/\.\d+/, "").replace(/[^0-9TZ]/g, "")}.html`;

async function opened(id: string, missing: () => Response, respond: (whole: Whole) => Response): Promise<Response> {
  const snapshot = await openSnapshot(id);
  switch (snapshot.kind) {
    case "frozen":
      return respond(snapshot);
    case "absent":
      return missing();
    case "damaged":
      throw new ViewError("damaged", `this snapshot is damaged: ${snapshot.why}`);
    case "newer":
      throw new ViewError("newer", "this snapshot was made by a newer version of Whydrop");
  }
}
