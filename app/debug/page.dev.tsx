import type { Metadata } from "next";
import { cookies } from "next/headers";
import { THEME_COOKIE, themeChoice } from "#components/frame/themechoice.ts";
import { Gallery } from "./Gallery.tsx";

export const metadata: Metadata = { title: "Every state" };

/** Only where it is developed: see `pageExtensions` in next.config.js. */
export default async function DebugPage() {
  return <Gallery theme={themeChoice((await cookies()).get(THEME_COOKIE)?.value)} />;
}
