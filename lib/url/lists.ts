import { SHOWN, type Shown } from "#lib/api/map.ts";

/** Names with commas between them. */
export const listed = (text: string): readonly string[] => text.split(",").filter(Boolean);

/** The kinds of them that there are. */
export const listedKinds = (text: string): readonly Shown[] => listed(text).flatMap((name) => SHOWN.find((kind) => kind === name) ?? []);
