"use client";

import { MoonIcon, ScreenIcon, SunIcon } from "../parts/icons.tsx";
import styles from "./frame.module.css";
import { applyTheme, useThemeChoice } from "./theme.ts";
import type { ThemeChoice } from "./themechoice.ts";

const CHOICES = [
  { theme: "light", word: "Light", Icon: SunIcon },
  { theme: "system", word: "As the system", Icon: ScreenIcon },
  { theme: "dark", word: "Dark", Icon: MoonIcon },
] as const satisfies readonly { readonly theme: ThemeChoice; readonly word: string; readonly Icon: unknown }[];

export function ThemeToggle({ initial }: { readonly initial: ThemeChoice }) {
  const chosen = useThemeChoice(initial);
  return (
    <div className={styles.themes} role="group" aria-label="Theme" data-scripted>
      {CHOICES.map(({ theme, word, Icon }) => (
        <button key={theme} type="button" aria-pressed={theme === chosen} aria-label={word} title={word} onClick={() => applyTheme(theme)}>
          <Icon size={14} />
        </button>
      ))}
    </div>
  );
}
