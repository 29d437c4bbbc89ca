import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NothingReadable, readManifests } from "./read.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whydrop-read-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const put = (text: string | Uint8Array, ...names: string[]) => {
  mkdirSync(at(...names.slice(0, -1)), { recursive: true });
  writeFileSync(at(...names), text);
};
const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
const read = async (...paths: string[]) => {
  const { facts, problems, files } = await readManifests(paths);
  return {
    names: facts.map((fact) => (fact.kind === "namespace" ? fact.name : fact.kind)),
    problems: problems.map(({ place, message }) => `${place.file.replace(folder, "")}:${place.line} ${message}`),
    files: files.map((file) => file.replace(folder, "")),
  };
};

describe("which files", () => {
  test("folders recursively, in the order of their names", async () => {
    put(namespace("c"), "c.yml");
    put(namespace("b"), "b", "x.yaml");
    put('{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}', "a.json");
    put(namespace("upper"), "D.YAML");
    put(namespace("no"), "readme.md");
    put(namespace("no"), ".git", "x.yaml");
    put(namespace("no"), "node_modules", "x.yaml");
    put(namespace("no"), ".hidden.yaml");
    expect(await read(folder)).toEqual({ names: ["upper", "a", "b", "c"], problems: [], files: ["/D.YAML", "/a.json", "/b/x.yaml", "/c.yml"] });
  });

  test("a file that is named itself, whatever it is called, and none twice", async () => {
    put(namespace("a"), "manifest");
    put('{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "b"}}', "other.txt");
    expect(await read(at("manifest"), at("other.txt"), at("manifest"), folder)).toMatchObject({ names: ["a", "b"] });
  });

  test("symbolic links are followed, and end", async () => {
    put(namespace("a"), "real", "a.yaml");
    symlinkSync(at("real"), at("again"));
    symlinkSync(folder, at("real", "up"));
    symlinkSync(at("loop"), at("loop"));
    symlinkSync(at("gone"), at("dangling.yaml"));
    expect(await read(folder)).toEqual({
      names: ["a"],
      files: ["/again/a.yaml"],
      problems: [`/dangling.yaml:1 \`${at("dangling.yaml")}\` does not exist`, `/loop:1 \`${at("loop")}\` is a circle of symbolic links`],
    });
  });

  test("an empty folder is an empty cluster", async () => expect(await read(folder)).toEqual({ names: [], problems: [], files: [] }));
});

/** Root reads everything. Each file's tests have a process of their own. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  return work().finally(() => process.seteuid?.(0));
}

describe("what cannot be read", () => {
  test("one missing path is a problem, no path at all an error", async () => {
    put(namespace("a"), "a.yaml");
    expect(await read(at("a.yaml"), at("nope"))).toMatchObject({ names: ["a"], problems: [`/nope:1 \`${at("nope")}\` does not exist`] });
    await expect(readManifests([at("nope"), at("neither")])).rejects.toThrow(NothingReadable);
    await expect(readManifests([at("nope")])).rejects.toThrow(`no source could be read: \`${at("nope")}\` does not exist`);
  });

  test("a file without permission", async () => {
    put(namespace("a"), "a.yaml");
    put(namespace("b"), "b.yaml");
    chmodSync(at("b.yaml"), 0);
    chmodSync(folder, 0o755);
    expect(await asNobody(() => read(folder))).toMatchObject({ names: ["a"], files: ["/a.yaml"], problems: [`/b.yaml:1 \`${at("b.yaml")}\` may not be read`] });
  });

  test.each([
    { name: "UTF-16", bytes: Buffer.from(`\ufeff${namespace("x")}`, "utf16le"), problem: "UTF-16; it must be UTF-8" },
    { name: "Latin-1", bytes: Buffer.from("a: \u00fc", "latin1"), problem: "not UTF-8" },
    { name: "UTF-16 without a mark", bytes: Buffer.from("a: 1", "utf16le"), problem: "no text: it has a control character here" },
  ])("$name harms no other file", async ({ bytes, problem }) => {
    put(bytes, "a.yaml");
    put(namespace("b"), "b.yaml");
    expect(await read(folder)).toMatchObject({ names: ["b"], problems: [`/a.yaml:1 ${problem}`] });
  });

  test.each([
    { name: "a.yaml", bytes: 16 * 1024 * 1024 + 1, problem: "larger than 16 MiB, the limit for YAML" },
    { name: "a.json", bytes: 64 * 1024 * 1024 + 1, problem: "larger than 64 MiB, the limit for JSON" },
  ])("$name of $bytes bytes", async ({ name, bytes, problem }) => {
    put("", name);
    truncateSync(at(name), bytes);
    put(namespace("b"), "b.yaml");
    expect(await read(folder)).toMatchObject({ names: ["b"], problems: [`/${name}:1 ${problem}`] });
  });

  test("a policy in it is not forgotten", async () => {
    put(Buffer.from("\ufeffkind: NetworkPolicy\n", "utf16le"), "a.yaml");
    put(`${"#".repeat(1 << 20).slice(10)}\nkind: NetworkPolicy\n`, "b.yaml");
    truncateSync(at("b.yaml"), 17 * 1024 * 1024);
    expect(await read(folder)).toMatchObject({ names: ["unreadable-policy", "unreadable-policy"] });
  });
});

describe("in a thread", () => {
  const large = Array.from({ length: 6_000 }, (_, i) => namespace(`n${i}`)).join("---\n");

  test("much input gives what it gives without one", async () => {
    put(large, "a.yaml");
    put("kind: NetworkPolicy\nbad: [\n", "b.yaml");
    const { facts, problems, files } = await readManifests([folder]);
    expect(facts.slice(0, 2)).toEqual(["n0", "n1"].map((name) => ({ kind: "namespace", name, labels: new Map() })));
    expect([facts.length, facts.at(-1)?.kind, problems.map(({ rule }) => rule), files.length]).toEqual([6_001, "unreadable-policy", ["unreadable"], 2]);
  });

  test("addresses and policies come through", async () => {
    put(large, "a.yaml");
    put("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nstatus: {podIP: 10.0.0.1}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}}\n", "b.yaml");
    const { facts } = await readManifests([folder]);
    const { facts: inline } = await readManifests([at("b.yaml")]);
    expect(facts.slice(-2)).toEqual(inline);
    expect(inline).toMatchObject([{ kind: "pod", addresses: [{ value: 0x0a000001n }] }, { kind: "policy", reading: { kind: "accepted" } }]);
  });
});

describe("standard input", () => {
  const script = `const { readManifests } = await import("#server/manifests/read.ts"); const { facts, files } = await readManifests(["-"]); console.log(files.join(), facts.map((fact) => fact.name).join());`;
  test.each([
    { name: "YAML", input: namespace("a") },
    { name: "JSON", input: '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}' },
    { name: "more than is read without a thread", input: `${namespace("a")}---\n${"# much\n".repeat(50_000)}` },
  ])("$name", ({ input }) => expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { input, encoding: "utf8" })).toBe("- a\n"));
});

test("a thousand pods of kubectl, in files and as one list", async () => {
  const pod = (i: number) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p${i}\n  namespace: ns-${i % 20}\nspec:\n  containers:\n${"  - name: web\n    image: registry.example.com/web:1.2.3\n    env:\n    - name: A\n      value: http://b\n    ports:\n    - containerPort: 80\n      protocol: TCP\n    resources:\n      limits: {cpu: 100m}\n    terminationMessagePath: /dev/termination-log\n    volumeMounts:\n    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount\n      name: kube-api-access\n      readOnly: true\n".repeat(7)}status:\n  phase: Running\n  podIP: 10.0.${i >> 8}.${i & 255}\n`;
  const pods = Array.from({ length: 1_000 }, (_, i) => pod(i));
  pods.forEach((text, i) => put(text, "files", `${i}.yaml`));
  put(`apiVersion: v1\nkind: List\nitems:\n${pods.map((text) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`).join("")}`, "list", "pods.yaml");
  for (const source of [at("files"), at("list")]) {
    const { facts, problems } = await readManifests([source]);
    expect([facts.length, problems]).toEqual([1_000, []]);
  }
});
