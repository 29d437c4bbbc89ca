import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { copied, removed, stage } from "./containerfile.fixture.ts";

const root = resolve(import.meta.dirname, "..");

/** A part of the image's file tree, from this checkout. */
export interface Part {
  readonly from: string;
  readonly to: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** The file tree that the Containerfile makes, in `folder/whydrop`, and its Node in `folder/bin`. */
export function partsOfImage(folder: string): readonly Part[] {
  const [build, packages] = [stage("build"), stage("packages")];
  const gone = (stage: Parameters<typeof removed>[0]): ReadonlySet<string> => new Set(removed(stage).flatMap((pattern) => globSync(pattern, { cwd: root })));
  const [unbuilt, unserved] = [gone(build), gone(packages)];
  const built = [...copied(build), ...globSync(".next/*", { cwd: root })].filter((path) => !unbuilt.has(path));
  const serving = packagesWithoutDevelopment().filter((path) => ![...unserved].some((one) => path === one || path.startsWith(`${one}/`)));
  return [...[...built, ...serving].map((path) => ({ from: join(root, path), to: join(folder, "whydrop", path) })), { from: process.execPath, to: join(folder, "bin", "node") }];
}

/** Those that `npm ci --omit=dev` would install here. */
function packagesWithoutDevelopment(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const own = Object.entries(packages).filter(([path, { dev }]) => path.startsWith("node_modules/") && !path.includes("/node_modules/") && !dev);
  return own.map(([path]) => path).filter((path) => existsSync(join(root, path)));
}

/** Whether this process may have mounts of its own, and others may read the checkout. */
export const canMount = (): boolean =>
  spawnSync("unshare", ["--mount", "true"]).status === 0 && spawnSync("find", [join(root, "package.json"), join(root, ".next", "BUILD_ID"), "!", "-perm", "-004"]).stdout.length === 0;

/** @param volume stays writable, as the pod's is @returns a shell's commands that mount the parts, and make all else read-only, in a mount namespace of its own */
export function mountedReadOnly(parts: readonly Part[], volume: string): string {
  for (const { from, to } of parts) {
    mkdirSync(statSync(from).isDirectory() ? to : dirname(to), { recursive: true });
    if (!statSync(from).isDirectory()) writeFileSync(to, "");
  }
  return [
    ...parts.map(({ from, to }) => `mount -o bind,ro '${from}' '${to}'`),
    `mount -o bind '${volume}' '${volume}'`,
    "for place in / /tmp /var/tmp /dev/shm \"$TMPDIR\"; do if mountpoint -q \"$place\"; then mount -o remount,bind,ro \"$place\"; fi; done",
  ].join("\n");
}

/** Where nothing may be mounted, the parts are copied, owned by root, and nobody else may write. */
export function copyForReading(parts: readonly Part[], folder: string): void {
  for (const { from, to } of parts) {
    mkdirSync(dirname(to), { recursive: true });
    execFileSync("cp", ["-a", "--reflink=auto", from, to]);
  }
  execFileSync("chown", ["-R", "0:0", folder]);
  execFileSync("chmod", ["-R", "a+rX,go-w", folder]);
}

/** What a user has left in the folders that everybody may write to, and below `folder`. */
export function leftBehind(folder: string, user: number): readonly string[] {
  const places = [folder, process.env["TMPDIR"] ?? "/tmp", "/tmp", "/var/tmp", "/dev/shm"].filter((place) => existsSync(place));
  return spawnSync("find", [...places, "-xdev", "-uid", String(user), "-print"], { encoding: "utf8" }).stdout.split("\n").filter((path) => path !== "");
}
