import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What `next build` reads. Scenarios are not here: they are read when they are served. */
export const inputs = [
  "app", "components", "lib", "public", "server", "instrumentation.ts", "instrumentation-client.ts", "proxy.ts",
  "next.config.js", "package-lock.json", "package.json", "postcss.config.js", "tsconfig.json",
];
const isTest = /\.test\.tsx?$/;

/** Says of what a build was made. It lies inside the build, is written last and removed first. */
export class Stamp {
  readonly #root: string;
  readonly #file: string;

  constructor(root: string) {
    this.#root = root;
    this.#file = join(root, ".next", "whydrop-stamp");
  }

  /** Whether there is a whole build of the sources as they are now. */
  get fits(): boolean {
    return existsSync(this.#file) && readFileSync(this.#file, "utf8") === this.#text(sourcesHash(this.#root));
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }

  /** @param sources the hash from before the build: what changed meanwhile makes the stamp wrong, as it should */
  write(sources: string): void {
    writeFileSync(this.#file, this.#text(sources));
  }

  /** Holds Next's own id as well, so that a build made by hand does not pass for ours. */
  #text(sources: string): string {
    const buildId = join(this.#root, ".next", "BUILD_ID");
    return `${sources} ${existsSync(buildId) ? readFileSync(buildId, "utf8") : "none"}\n`;
  }
}

/** One hash over the names and contents of everything a build is made of. */
export function sourcesHash(root: string): string {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesOf(root, input)).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file))).update("\0");
  }
  return hash.digest("hex");
}

function filesOf(root: string, input: string): readonly string[] {
  const path = join(root, input);
  if (!existsSync(path)) return [];
  if (!input.includes(".")) {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !isTest.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  }
  return [input];
}
