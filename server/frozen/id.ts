import { createHash, createHmac, randomBytes } from "node:crypto";

const BYTES = 32;

/** What a link's id looks like. Nothing else is ever looked for in the store. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** Who asked for what: the same text for a request that is sent again, and for no other. */
export const requestText = (principal: string, key: string, request: unknown): string => JSON.stringify([principal, key, request]);

/** The same id for the same request, so that a retry gets the same link; nobody without the secret can tell it. */
export const idOf = (secret: Buffer, request: string): string => createHmac("sha256", secret).update(request).digest("base64url");

export const randomId = (): string => randomBytes(BYTES).toString("base64url");

/** Names a snapshot in the list; opens nothing. */
export const randomName = (): string => randomBytes(12).toString("base64url");

export const isName = (text: string): boolean => /^[A-Za-z0-9_-]{16}$/.test(text);

/** In hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * The document's hash, and one that only its link can make: a document that was put in place of another is found, and whoever
 * writes into the store cannot make a link show something else.
 */
export const sealOf = (id: string, content: string): string => `${sha256(content)}.${createHmac("sha256", id).update(content).digest("hex")}`;

/** As much of a seal as can be checked by who has not the link. */
export const mayBeSealed = (content: string, seal: string): boolean => seal.startsWith(`${sha256(content)}.`);
