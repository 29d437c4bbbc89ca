import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { tellingText } from "#lib/history/same.ts";
import { canonicalJson } from "#lib/source/canonical.ts";

/** Bytes from which a body is deflated: shorter ones hardly shrink. */
const WORTH_IT = 1_024;
/** No JSON begins so. */
const DEFLATED = "z";

/** A manifest as it is kept. */
export interface Body {
  readonly hash: string;
  readonly content: string;
}

export function bodyOf(manifest: Manifest): Body {
  const text = JSON.stringify(manifest);
  return { hash: hashOf(canonicalJson(manifest)), content: text.length < WORTH_IT ? text : DEFLATED + deflateRawSync(text).toString("base64") };
}

export function manifestOf(content: string): Manifest {
  const text = content.startsWith(DEFLATED) ? inflateRawSync(Buffer.from(content.slice(DEFLATED.length), "base64")).toString() : content;
  return JSON.parse(text) as Manifest;
}

/** @returns undefined where it is not, or not any more, the one that was written with this hash */
export function wholeManifest(content: string, hash: string): Manifest | undefined {
  try {
    const manifest = manifestOf(content);
    return hashOf(canonicalJson(manifest)) === hash ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** The same for as long as an object says the same; that of its body, but for a Cluster object. */
export const markOf = (manifest: Manifest): string => hashOf(tellingText(manifest));

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");
