"use client";

import { usePathname } from "next/navigation";
import { checkPath, mapPath, policiesPath, timelinePath } from "#lib/url/paths.ts";
import { CheckIcon, MapIcon, PolicyIcon, TimeIcon } from "../parts/icons.tsx";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./frame.module.css";

const PLACES = [
  { word: "Map", Icon: MapIcon, path: mapPath, within: /\/(map|ns)(\/|$)/ },
  { word: "Check", Icon: CheckIcon, path: checkPath, within: /\/check$/ },
  { word: "Policies", Icon: PolicyIcon, path: policiesPath, within: /\/policies(\/|$)/ },
  { word: "Timeline", Icon: TimeIcon, path: timelinePath, within: /\/timeline$/ },
] as const;

export function Rail({ cluster }: { readonly cluster: string }) {
  const here = usePathname().slice(`/c/${encodeURIComponent(cluster)}`.length);
  return (
    <nav className={styles.rail} aria-label="Pages">
      {PLACES.map(({ word, Icon, path, within }) => (
        <PageLink key={word} href={path(cluster)} aria-current={within.test(here) ? "page" : undefined}>
          <Icon size={20} />
          {word}
        </PageLink>
      ))}
    </nav>
  );
}
