import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** One commit: what files become; undefined: they are deleted. */
export interface GivenCommit {
  readonly title: string;
  readonly files: Readonly<Record<string, string | undefined>>;
  /** The commit's place in the list that it is made on; absent: the one before. */
  readonly on?: number;
  /** Another parent, as a merge has it. */
  readonly merges?: number;
  readonly author?: string;
}

/** The first commit's time; each later one is a minute after it. */
export const FIRST_COMMIT = Date.parse("2026-04-16T02:00:00Z");

/** Runs git as a test does: nobody's settings count. */
export function gitIn(folder: string, args: readonly string[], input = ""): string {
  const ran = spawnSync("git", ["-c", "init.defaultBranch=main", "-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always", ...args], { cwd: folder, input, encoding: "utf8", env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1", NODE_ENV: "test" } });
  if (ran.status !== 0) throw new Error(`git ${args.join(" ")}: ${ran.stderr}`);
  return ran.stdout;
}

export function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "whydrop-git-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A repository with these commits, its working tree as the last one has it. */
export function repositoryWith(commits: readonly GivenCommit[], folder = temporary()): string {
  gitIn(folder, ["init", "--quiet"]);
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const script = commits.map(({ title, files, on, merges, author = "Ada" }, i) => {
    const who = `${author} <ada@example.com> ${(FIRST_COMMIT + i * 60_000) / 1_000} +0000`;
    const parent = on ?? i - 1;
    return [
      `commit refs/heads/main\nmark :${i + 1}\nauthor ${who}\ncommitter ${who}\n${data(title)}`,
      ...(parent >= 0 ? [`from :${parent + 1}\n`] : []),
      ...(merges === undefined ? [] : [`merge :${merges + 1}\n`]),
      ...Object.entries(files).map(([path, text]) => (text === undefined ? `D ${JSON.stringify(path)}\n` : `M 100644 inline ${JSON.stringify(path)}\n${data(text)}`)),
    ].join("");
  });
  gitIn(folder, ["fast-import", "--quiet", "--force"], script.join("\n"));
  gitIn(folder, ["reset", "--quiet", "--hard", "main"]);
  return folder;
}
