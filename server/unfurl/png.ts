import { createRequire } from "node:module";
import { join } from "node:path";
import { drawingToSvg } from "#lib/figure/svg.ts";
import type { Drawing } from "#lib/figure/shape.ts";
import { INKS } from "#lib/figure/inks.ts";

/** Our own fonts alone, so that the same picture has the same bytes on every machine. */
const FONTS = ["inter/400Regular/Inter_400Regular.ttf", "inter/700Bold/Inter_700Bold.ttf", "jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf"];

/** A drawing in light colours, as a PNG of its own size: chats show their own frame around it. */
export async function drawingToPng(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const { Resvg } = await import("@resvg/resvg-js");
  const fontFiles = FONTS.map((font) => join(packages(), "@expo-google-fonts", font));
  const picture = new Resvg(drawingToSvg(drawing, INKS.light, 0), { font: { loadSystemFonts: false, defaultFontFamily: "Inter", fontFiles } });
  return Uint8Array.from(picture.render().asPng());
}

/** Found at run time: in a bundle this file has moved. */
function packages(): string {
  const root = process.env.WHYDROP_ROOT ?? process.cwd();
  const found = createRequire(join(root, "package.json")).resolve("@expo-google-fonts/inter/package.json");
  return join(found, "..", "..", "..");
}
