import { randomUUID } from "node:crypto";
import { EXIT, Failure } from "../failure.ts";
import { ended, startGit } from "./git.ts";
import type { Repository } from "./repository.ts";

/** One commit that touched the paths, and what it did to files, against its first parent. */
export interface Commit {
  readonly id: string;
  /** When it was committed; milliseconds since 1970. */
  readonly at: number;
  readonly author: string;
  readonly title: string;
  readonly files: readonly ChangedFile[];
}

export interface ChangedFile {
  /** From the repository's root. */
  readonly path: string;
  /** Ids of blobs; absent where there was no file. */
  readonly before?: string;
  readonly after?: string;
}

/**
 * Newest first, along first parents: a merge is one change, that of the branch it was made on. Ends git when nobody asks on.
 *
 * @throws Failure where git does not come to the end
 */
export async function* commitsOf({ root, paths }: Repository): AsyncGenerator<Commit> {
  // Nothing that stands in a commit can be taken for the beginning of another.
  const begin = `\x01${randomUUID()}\x01`;
  const running = startGit(root, ["log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-color", `--format=format:${begin}%H%x00%ct%x00%an%x00%s`, "HEAD", "--", ...paths.map(({ inside }) => (inside === "" ? "." : inside))]);
  const end = ended(running);
  end.catch(() => undefined);
  running.stdin.end();
  let said = "";
  running.stderr.setEncoding("utf8").on("data", (part: string) => (said = (said + part).slice(0, 1_000)));
  try {
    let text = "";
    for await (const chunk of running.stdout.setEncoding("utf8") as AsyncIterable<string>) {
      text += chunk;
      const records = text.split(begin);
      text = records.pop() ?? "";
      for (const record of records) if (record.trim() !== "") yield commitIn(record);
    }
    if (text.trim() !== "") yield commitIn(text);
    await end;
    // Half a past would be told as all of it.
    if (running.exitCode !== 0) throw new Failure(EXIT.noSource, `git does not read all commits: ${said.trim().split("\n")[0] ?? ""}`);
  } finally {
    running.kill();
  }
}

/** Fields end in NUL: those of the format, then `:mode mode id id status` and the path of each file. */
function commitIn(record: string): Commit {
  const [id = "", seconds = "", author = "", ...rest] = record.split("\0");
  const [title = "", ...first] = (rest[0] ?? "").split("\n");
  const entries = [first.join("\n"), ...rest.slice(1)].map((entry) => entry.replace(/^\n/, "")).filter((entry) => entry !== "");
  const files: ChangedFile[] = [];
  for (let i = 0; i + 1 < entries.length; i += 2) {
    const found = RAW.exec(entries[i] ?? "");
    const path = entries[i + 1];
    if (!found || path === undefined) continue;
    const [, modeBefore = "", modeAfter = "", before = "", after = ""] = found;
    files.push({ path, ...(isFile(modeBefore) && { before }), ...(isFile(modeAfter) && { after }) });
  }
  return { id, at: Number(seconds) * 1_000, author, title, files };
}

const RAW = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]/;

/** Neither a link nor another repository. */
const isFile = (mode: string): boolean => mode === "100644" || mode === "100755" || mode === "100664";
