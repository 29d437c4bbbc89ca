/** What a person chose; the cookie that keeps it is read by the server, so that the first byte has the right colours. */
export const THEME_CHOICES = ["light", "system", "dark"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export const THEME_COOKIE = "whydrop-theme";

export const themeChoice = (cookie: string | undefined): ThemeChoice => THEME_CHOICES.find((choice) => choice === cookie) ?? "system";
