import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { EXIT, Failure } from "../failure.ts";

/** No program but git itself may run, nothing may be fetched, and nothing is written: the repository may be anybody's. */
const CAREFUL = [
  "--no-optional-locks", "--no-pager", "--no-replace-objects", "--literal-pathspecs",
  ...["core.hooksPath=/dev/null", "core.fsmonitor=false", "diff.external=", "protocol.allow=never", "log.showSignature=false", "log.showRoot=true", "log.follow=false", "diff.orderFile=/dev/null", "diff.relative=false", "i18n.logOutputEncoding=UTF-8", "core.quotePath=false"].flatMap((setting) => ["-c", setting]),
];

/** What the environment says of git may lead it elsewhere, or make it run something. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  return { ...own, NODE_ENV: process.env.NODE_ENV, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_PROTOCOL_FROM_USER: "0" };
}

export type Running = ChildProcessByStdio<Writable, Readable, Readable>;

export const startGit = (folder: string, args: readonly string[]): Running => spawn("git", [...CAREFUL, ...args], { cwd: folder, env: environment(), shell: false, stdio: ["pipe", "pipe", "pipe"] });

/** Why git gave no answer: its own words, for whoever knows what they asked. */
export class GitRefused extends Error {}

/** @returns what it printed @throws Failure where there is no git; GitRefused where it refuses */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const running = startGit(folder, args);
  running.stdin.end();
  const [printed, said] = await Promise.all([text(running.stdout), text(running.stderr), ended(running)]);
  if (running.exitCode !== 0) throw new GitRefused(said);
  return printed;
}

/** @throws Failure where there is no git */
export function ended(running: Running): Promise<void> {
  return new Promise((resolve, reject) => {
    running.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "ENOENT" ? new Failure(EXIT.configuration, "git was not found: it is what walks the commits of manifests") : error));
    running.once("close", () => resolve());
  });
}
