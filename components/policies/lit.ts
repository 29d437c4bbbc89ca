/** Told to what is inside of `[data-lines]`: which line is pointed at, by its number in the file; nothing for none. */
export const LIT = "whydrop-lit";
