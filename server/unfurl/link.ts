import { z } from "zod";
import { drawUnfurl } from "#lib/figure/unfurl.ts";
import { frozenPicturePath } from "#lib/url/paths.ts";
import { runtime } from "../clusters/runtime.ts";
import { missingJson } from "../frozen/missing.ts";
import type { Whole } from "../frozen/open.ts";
import { openSnapshot } from "../frozen/snapshots.ts";
import { reading } from "../frozen/storefaults.ts";
import { parse } from "../respond.ts";
import { secretOf } from "../store/secret.ts";
import { unfurling } from "./mode.ts";
import { drawingToPng } from "./png.ts";
import { type Preview, previewOf, unfurlOf } from "./preview.ts";
import { isGood, ticketFor } from "./ticket.ts";

/** What a link's page tells chats; undefined where they are told nothing. @param origin where people reach this server @throws ViewError */
export async function previewFor(id: string, { frozen, hash }: Whole, origin: string): Promise<(Preview & { readonly picture: string | undefined }) | undefined> {
  const mode = unfurling();
  if (mode === "off") return undefined;
  return { ...previewOf(frozen), picture: mode === "image" ? origin + (await pathOfPicture(id, hash)) : undefined };
}

async function pathOfPicture(id: string, hash: string): Promise<string> {
  const { until, signature } = ticketFor(subjectOf(id, hash), await secret(), Date.now());
  return frozenPicturePath(id, { hash, until: String(until), signature });
}

const pictureRequest = z.object({ id: z.string(), hash: z.string(), until: z.coerce.number(), signature: z.string() });

/** The picture of a link, for whoever has the address that its page gave out. Another document has another address. */
export async function linkPicture(parameters: Readonly<Record<string, string>>): Promise<Response> {
  const { id, hash, ...ticket } = parse(pictureRequest, parameters);
  if (unfurling() !== "image" || !isGood(ticket, subjectOf(id, hash), await secret(), Date.now())) return missingJson();
  const opened = await openSnapshot(id);
  if (opened.kind !== "frozen" || opened.hash !== hash) return missingJson();
  return new Response(await drawingToPng(drawUnfurl(unfurlOf(opened.frozen))), { headers: { "content-type": "image/png" } });
}

const subjectOf = (id: string, hash: string): string => `picture ${id} ${hash}`;

const secret = async (): Promise<Buffer> => {
  const { store } = await runtime();
  return reading(() => secretOf(store, "pictures"));
};
