import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { UNFURL, type Unfurl, drawUnfurl } from "#lib/figure/unfurl.ts";
import { checkJson } from "#lib/graph/check.ts";
import { readSnapshot } from "#server/clusters/load.ts";
import { drawingToPng } from "./png.ts";

async function unfurlOf(scenario: string, from: string, to: string): Promise<Unfurl> {
  const { snapshot } = await readSnapshot([`scenarios/${scenario}`]);
  const context = contextOf(snapshot);
  const check = checkJson(answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context), { id: scenario, context, revision: 1, readAt: "2026-04-16T02:13:40Z" }, "");
  return { word: check.answer.code, sentence: check.headline, figure: check.figure, footer: "production · 2026-04-16 02:13:40Z · frozen" };
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("the picture of a link", () => {
  test("is a PNG of the size that Open Graph asks for, and the same bytes each time", async () => {
    const drawing = drawUnfurl(await unfurlOf("runbook", "default/api-client", "api.stripe.com:443"));
    const png = await drawingToPng(drawing);
    expect(Buffer.from(png.subarray(0, 8)).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    const view = new DataView(png.buffer);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([UNFURL.width, UNFURL.height]);
    expect(digest(await drawingToPng(drawing))).toBe(digest(png));
  });

  test("has its words drawn: without the fonts there would be none", async () => {
    const unfurl = await unfurlOf("runbook", "default/api-client", "api.stripe.com:443");
    const said = await drawingToPng(drawUnfurl(unfurl));
    const silent = await drawingToPng(drawUnfurl({ ...unfurl, sentence: "" }));
    expect(digest(said)).not.toBe(digest(silent));
  });
});
