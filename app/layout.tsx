import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "#components/base.css";
import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeChoice } from "#components/frame/themechoice.ts";
import { Arrivals } from "#components/url/Arrivals.tsx";

export const metadata: Metadata = { title: { default: "Whydrop", template: "%s · Whydrop" }, icons: "/favicon.svg", robots: "noindex" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeChoice((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <head>
        {/* Cytoscape adds this style without a nonce unless it finds it. */}
        <style id="__________cytoscape_stylesheet" nonce={nonce} suppressHydrationWarning>
          {".__________cytoscape_container { position: relative; }"}
        </style>
      </head>
      <body>
        {children}
        <Arrivals />
      </body>
    </html>
  );
}
