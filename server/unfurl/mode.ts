import { UNFURLINGS, type Unfurling, VARIABLE } from "../settings.ts";

/** What chats are told of a frozen link. Only what `serve` has written there is a wish. */
export const unfurling = (): Unfurling => UNFURLINGS.find((mode) => mode === process.env[VARIABLE.unfurl]) ?? "off";
