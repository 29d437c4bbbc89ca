import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { EXIT, Failure } from "../failure.ts";
import { GitRefused, git } from "./git.ts";

/** Where the user's paths are in a repository. */
export interface Repository {
  /** Absolute, without links. */
  readonly root: string;
  readonly paths: readonly TrackedPath[];
  /** Commits before which others were not fetched. */
  readonly cut: ReadonlySet<string>;
}

export interface TrackedPath {
  /** As the user wrote it. */
  readonly given: string;
  /** From the root, with slashes; "" for all of it. */
  readonly inside: string;
  readonly isFolder: boolean;
}

/** @throws Failure where the paths are in no repository, or in several */
export async function findRepository(paths: readonly string[]): Promise<Repository> {
  const found = await Promise.all(paths.map(located));
  const [first] = found;
  if (!first) throw new Failure(EXIT.usage, "say what to read: --manifests PATH");
  const other = found.find(({ root }) => root !== first.root);
  if (other) throw new Failure(EXIT.usage, `\`${first.path.given}\` and \`${other.path.given}\` are in different repositories: ask about one`);
  const cut = await readFile(join(first.root, (await asked(first.root, first.path.given, "rev-parse", "--git-path", "shallow")).trim()), "utf8").catch(() => "");
  await asked(first.root, first.path.given, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").catch(() => {
    throw new Failure(EXIT.noSource, `the repository of \`${first.path.given}\` has no commit yet`);
  });
  return { root: first.root, paths: found.map(({ path }) => path), cut: new Set(cut.split("\n").filter((line) => line !== "")) };
}

async function located(given: string): Promise<{ readonly root: string; readonly path: TrackedPath }> {
  const isFolder = await stat(given).then((status) => status.isDirectory(), () => fail(given, "does not exist"));
  // A link that was named itself is followed; where it leads is what is tracked.
  const real = await realpath(given);
  const folder = isFolder ? real : dirname(real);
  const root = await realpath((await asked(folder, given, "rev-parse", "--show-toplevel")).replace(/\n$/, ""));
  return { root, path: { given, inside: relative(root, isFolder ? real : join(folder, basename(real))).split("\\").join("/"), isFolder } };
}

async function asked(folder: string, given: string, ...args: readonly string[]): Promise<string> {
  try {
    return await git(resolve(folder), ...args);
  } catch (error) {
    if (!(error instanceof GitRefused)) throw error;
    if (/dubious ownership/.test(error.message)) return fail(given, "is in a repository that belongs to somebody else, and git does not read it (safe.directory)");
    if (/not a git repository|must be run in a work tree/.test(error.message)) return fail(given, "is in no git repository: there are no commits to walk");
    throw new Failure(EXIT.noSource, `git does not read the repository of \`${given}\`: ${error.message.trim().split("\n")[0] ?? ""}`);
  }
}

function fail(given: string, why: string): never {
  throw new Failure(EXIT.noSource, `\`${given}\` ${why}`);
}
