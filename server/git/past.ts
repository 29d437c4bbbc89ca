import { createHash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Fact } from "#lib/cluster/facts.ts";
import type { BlameDoubt } from "#lib/describe/blame.ts";
import type { Past } from "#lib/history/blame.ts";
import type { Edit, Step } from "#lib/history/edit.ts";
import { Files } from "#lib/history/files.ts";
import { saysSame } from "#lib/history/same.ts";
import type { Author } from "#lib/history/version.ts";
import { type FoundFiles, type ManifestFile, findFiles } from "../manifests/files.ts";
import { NothingReadable } from "../manifests/read.ts";
import { parseBytes } from "../manifests/parse.ts";
import { Recent } from "../recent.ts";
import { Blobs } from "./blobs.ts";
import { type ChangedFile, commitsOf } from "./commits.ts";
import { type Named, type Naming, namingOf } from "./naming.ts";
import { type Repository, findRepository } from "./repository.ts";
import { leftOutOf, treeOf } from "./tree.ts";

/** The past of manifests as their commits tell it, with what limits it. */
export interface GitPast extends Past {
  readonly doubts: readonly BlameDoubt[];
  /** Whether a commit's parents were not fetched; known once the steps have ended. */
  isCut(): boolean;
  close(): Promise<void>;
}

/**
 * The newest state is that of the working tree; what is not committed is the newest step. Objects are read from the repository by
 * their ids, never through its filters.
 *
 * @param beside files that are the same in all of the past
 * @throws Failure where there is no git, no repository or no commit
 */
export async function gitPast(paths: readonly string[], beside: readonly string[], now: number): Promise<GitPast> {
  const repository = await findRepository(paths);
  const found = await findFiles(paths);
  const committed = await treeOf(repository);
  const named = namingOf(repository.paths, committed.keys(), await leftOutOf(repository));
  const files = new Files(named.inOrder);
  const blobs = new Blobs(repository.root);
  const { working, outside } = await workingTree(repository, found, named);
  for (const { file, bytes } of outside) files.put(`outside ${file.name}`, factsIn(file, bytes));
  for (const file of (await findFiles(beside)).files) files.put(`beside ${file.name}`, factsIn(file, await readFile(file.path)));
  for (const [path, { file, bytes }] of working) files.put(path, factsIn(file, bytes));
  if (working.size === 0 && outside.length === 0 && found.failed.length > 0) throw new NothingReadable(`no source could be read: \`${found.failed[0]?.path ?? ""}\``);

  const recent = new Recent<readonly Fact[]>(RECENT);
  const read = async (path: string, id: string | undefined): Promise<readonly Fact[]> => {
    const file = named.fileAt(path);
    return id === undefined || !file ? [] : recent.of(`${id} ${path}`, () => readNew(file, id));
  };
  const readNew = async (file: Named, id: string): Promise<readonly Fact[]> => {
    const bytes = await blobs.read(id);
    return bytes ? factsIn(file, bytes) : [{ kind: "unreadable-policy", place: { file: file.name, line: 1, path: "" }, kindNamed: "file that was not fetched" }];
  };
  const undone = async (changed: readonly ChangedFile[], author: Author): Promise<readonly Edit[]> => {
    const merged = new Map<string, Edit>();
    for (const { path, before } of changed) {
      if (!named.fileAt(path)) continue;
      // The files go back in time: what is held now is what comes after.
      for (const { object, before: after, after: older } of files.put(path, await read(path, before))) {
        merged.set(object, { object, before: older, after: merged.get(object)?.after ?? after, author });
      }
    }
    return [...merged.values()].filter(({ before, after }) => !saysSame(before, after));
  };
  let isCut = false;
  async function* steps(): AsyncGenerator<Step> {
    const uncommitted = await undone(uncommittedIn(committed, working), UNCOMMITTED);
    if (uncommitted.length > 0) yield { at: now, edits: uncommitted };
    for await (const { id, at, author, title, files: changed } of commitsOf(repository)) {
      isCut = repository.cut.has(id);
      if (isCut) return;
      const edits = await undone(changed, { commit: { id, author, title } });
      if (edits.length > 0) yield { at, edits };
    }
  }
  return {
    newest: files.objects,
    steps: steps(),
    doubts: outside.length === 0 ? [] : [{ kind: "outside-repository", files: outside.map(({ file }) => file.name) }],
    isCut: () => isCut,
    close: () => blobs.close(),
  };
}

/** Versions of files that are kept: a change that is taken back brings an old one again. */
const RECENT = 64;

/** What is in the working tree and in no commit. */
const UNCOMMITTED: Author = { commit: { id: "", author: "", title: "" } };

interface Content {
  readonly file: Named;
  readonly bytes: Uint8Array;
}

/** The files as they are now, by their paths in the repository; apart from them those that are not in it, such as behind links. */
async function workingTree({ root }: Repository, { files }: FoundFiles, named: Naming): Promise<{ readonly working: ReadonlyMap<string, Content>; readonly outside: readonly Content[] }> {
  const working = new Map<string, Content>();
  const outside: Content[] = [];
  for (const file of files) {
    const bytes = await readFile(file.path);
    const path = named.pathOf(file);
    if (path !== undefined && (await realpath(file.path)) === join(root, path)) working.set(path, { file, bytes });
    else outside.push({ file, bytes });
  }
  return { working, outside };
}

function uncommittedIn(committed: ReadonlyMap<string, string>, working: ReadonlyMap<string, Content>): readonly ChangedFile[] {
  return [...new Set([...committed.keys(), ...working.keys()])].flatMap((path): readonly ChangedFile[] => {
    const [before, content] = [committed.get(path), working.get(path)];
    const after = content && idOf(content.bytes, before);
    return before === after ? [] : [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  });
}

/** As git names content. @param other an id of the same repository: its length tells which hash it uses */
function idOf(bytes: Uint8Array, other = ""): string {
  return createHash(other.length === 64 ? "sha256" : "sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

const factsIn = ({ name, format }: Pick<ManifestFile, "name" | "format">, bytes: Uint8Array): readonly Fact[] => parseBytes(name, bytes, format).facts;
