import { ViewError } from "./viewerror.ts";

/** A question is short. */
const MOST_BYTES = 64 * 1024;

/**
 * The JSON that a request carries. Only `application/json`: what a form of another site can send is not read.
 *
 * @throws ViewError
 */
export async function readJson({ headers, body }: Request): Promise<unknown> {
  const type = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new ViewError("not_json", "the body must be `application/json`");
  const text = await readText(body);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ViewError("bad_request", "the body is no JSON");
  }
}

/** Counted while it is read: nobody believes what the length is said to be. */
async function readText(body: Request["body"]): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new ViewError("too_large", "the body is longer than 64 KiB");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
