/** Of the server's sentences the one about what a fan has no room for: "+38 more blocked". It belongs to the picture. */
export const isMore = (sentence: string): boolean => /^\+\d/.test(sentence);
