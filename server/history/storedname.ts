import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { resolve } from "node:path";

/**
 * What clusters are called in a store. Two folders may have one name, and so may the contexts of two kubeconfig files: each is
 * told apart by where it is, so that no cluster is given another one's past.
 */
export const nameOfFolders = (paths: readonly string[]): string => `files ${digest(paths.map(real).sort())}`;

/** @param server its address @param authority the certificates that it has to prove itself with; "" for the machine's */
export const nameOfServer = (server: string, authority: string): string => `cluster ${digest([server, authority])}`;

const digest = (parts: readonly string[]): string => createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
