import { chmodSync, mkdirSync, rmSync, symlinkSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { cluster, namespace, pod, policy, workload } from "#lib/check/fixture.ts";
import { doubtText } from "#lib/describe/blame.ts";
import { blame } from "#lib/history/blame.ts";
import { asked } from "#lib/history/past.fixture.ts";
import { placeOf } from "#lib/history/places.ts";
import { blameSentence } from "#lib/history/sentence.ts";
import { gitPast } from "./past.ts";
import { FIRST_COMMIT, type GivenCommit, gitIn, repositoryWith, temporary } from "./repository.fixture.ts";

const BASE = cluster(namespace("shop", "team: a"), namespace("data"), pod("shop/web", { ip: "10.0.0.1", labels: "app: web" }), pod("data/db", { ip: "10.0.0.2" }));
const DENY = policy("shop/deny", "podSelector: {}, policyTypes: [Egress]");
const ALLOW = policy("shop/allow", "podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]");
const BY_TEAM = policy("data/by-team", "podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]");
const NOISE = policy("other/noise", "podSelector: {}");
const NOW = FIRST_COMMIT + 86_400_000;

interface Told {
  readonly sentence: string;
  readonly commit: string | undefined;
  readonly place: string | undefined;
  readonly doubts: readonly string[];
  readonly kind: string;
}

async function told(folder: string, { paths = ["k8s"], ask = ["shop/web", "203.0.113.4:443"] }: { readonly paths?: readonly string[]; readonly ask?: readonly [string, string] } = {}): Promise<Told> {
  const past = await gitPast(paths.map((path) => join(folder, path)), [], NOW);
  const found = await blame(asked(...ask), past);
  await past.close();
  const [first] = found.kind === "found" ? found.together : [];
  const place = first && placeOf(first);
  const doubts = [...found.doubts, ...past.doubts, ...(past.isCut() ? [{ kind: "shallow" } as const] : [])];
  return {
    kind: found.kind, sentence: blameSentence(found, { at: found.since, of: "repository's history" }, NOW), commit: first?.author?.commit?.title,
    place: place && `${place.file.replace(`${folder}/`, "")}:${place.line}`, doubts: doubts.map((doubt) => doubtText(doubt, NOW).replaceAll(`${folder}/`, "")),
  };
}

const BLOCKED = /^First blocked by shop\/deny, created at 2026-04-16 02:0\d:00Z by Ada \(commit [0-9a-f]{7}\)$/;
const commit = (title: string, files: GivenCommit["files"], more: Partial<GivenCommit> = {}): GivenCommit => ({ title, files, ...more });

interface Row {
  readonly name: string;
  readonly commits: readonly GivenCommit[];
  readonly ask?: readonly [string, string];
  readonly sentence: RegExp;
  readonly commit?: string;
  readonly place?: string;
  readonly doubts?: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: "a policy that was added, by file and line", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("deny", { "k8s/p/deny.yaml": `# one\n---\n${DENY}` }), commit("noise", { "k8s/noise.yaml": NOISE })], sentence: BLOCKED, commit: "deny", place: "k8s/p/deny.yaml:3" },
  { name: "an allowing policy that was deleted", commits: [commit("base", { "k8s/base.yaml": BASE, "k8s/deny.yaml": DENY, "k8s/allow.yaml": ALLOW }), commit("gone", { "k8s/allow.yaml": undefined })], sentence: /^First blocked because shop\/allow was deleted, at 2026-04-16 02:01:00Z by Ada/, commit: "gone", place: "k8s/allow.yaml:1" },
  { name: "the labels of a namespace", ask: ["shop/web", "data/db:5432"], commits: [commit("base", { "k8s/base.yaml": BASE, "k8s/p.yaml": BY_TEAM }), commit("relabel", { "k8s/base.yaml": BASE.replace("team: a", "team: b") })], sentence: /^First blocked because the labels of namespace shop changed, at/, commit: "relabel" },
  {
    name: "the labels of a workload", ask: ["shop/deploy/api", "203.0.113.4:443"], sentence: /^First blocked because the labels of Deployment shop\/api changed, at/, commit: "relabel",
    commits: ["open", "closed"].map((tier, i) => commit(["base", "relabel"][i] ?? "", { "k8s/a.yaml": cluster(namespace("shop"), workload("Deployment", "shop/api", `tier: ${tier}`), policy("shop/closed", "podSelector: {matchLabels: {tier: closed}}, policyTypes: [Egress]")) })),
  },
  { name: "a file that was renamed changed nothing", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("deny", { "k8s/deny.yaml": DENY }), commit("move", { "k8s/deny.yaml": undefined, "k8s/policies/egress.yml": DENY })], sentence: BLOCKED, commit: "deny", place: "k8s/deny.yaml:1" },
  { name: "what moved within its file changed nothing", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("deny", { "k8s/deny.yaml": DENY }), commit("comment", { "k8s/deny.yaml": `# why\n${DENY}` })], sentence: BLOCKED, commit: "deny", place: "k8s/deny.yaml:2" },
  { name: "a merge is one change, of the branch it was made on", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("branch: noise", { "k8s/noise.yaml": NOISE }), commit("branch: deny", { "k8s/deny.yaml": DENY }), commit("main", { "readme.md": "x" }, { on: 0 }), commit("merge of branch", { "k8s/noise.yaml": NOISE, "k8s/deny.yaml": DENY }, { merges: 2 })], sentence: BLOCKED, commit: "merge of branch" },
  {
    name: "what could not be read in between is passed over, and told",
    commits: [commit("base", { "k8s/base.yaml": BASE }), commit("typo", { "k8s/deny.yaml": `${DENY}\n  a: [` }), commit("other", { "k8s/noise.yaml": NOISE }), commit("deny", { "k8s/deny.yaml": DENY })],
    sentence: BLOCKED, commit: "deny", doubts: ["between 2026-04-16 02:01:00Z and 2026-04-16 02:03:00Z it could not be told: a NetworkPolicy in k8s/deny.yaml line 2 cannot be read and could change this"],
  },
  { name: "an object that stands twice: the later file counts", commits: [commit("base", { "k8s/base.yaml": BASE, "k8s/a.yaml": DENY }), commit("override", { "k8s/b.yaml": policy("shop/deny", "podSelector: {}, egress: [{}]") }), commit("no override", { "k8s/b.yaml": undefined })], sentence: /^First blocked by shop\/deny, changed at 2026-04-16 02:02:00Z/, commit: "no override" },
  { name: "blocked ever since it was committed", commits: [commit("all", { "k8s/base.yaml": BASE, "k8s/deny.yaml": DENY }), commit("noise", { "k8s/noise.yaml": NOISE })], sentence: /^No policy change explains this\. Blocked since shop\/web came to be, at 2026-04-16 02:00:00Z$/ },
  { name: "hidden folders and other files are no manifests", commits: [commit("base", { "k8s/base.yaml": BASE, "k8s/.git-ish/deny.yaml": DENY, "k8s/notes.txt": DENY, "k8s/node_modules/x/deny.yaml": DENY, "elsewhere/deny.yaml": DENY }), commit("deny", { "k8s/deny.json": JSON.stringify({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "deny", namespace: "shop" }, spec: { podSelector: {}, policyTypes: ["Egress"] } }) })], sentence: BLOCKED, commit: "deny" },
  { name: "names with spaces, umlauts and quotes", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("deny", { "k8s/ä \"b\"/dený.yaml": DENY }), commit("noise", { "k8s/x.yaml": NOISE })], sentence: BLOCKED, commit: "deny", place: "k8s/ä \"b\"/dený.yaml:1" },
  { name: "a title that looks like a record", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("\x01deny\x01 :100644", { "k8s/deny.yaml": DENY }), commit("", { "k8s/noise.yaml": NOISE })], sentence: BLOCKED, commit: "\x01deny\x01 :100644" },
  { name: "an author that nobody named", commits: [commit("base", { "k8s/base.yaml": BASE }), commit("deny", { "k8s/deny.yaml": DENY }, { author: "" })], sentence: /^First blocked by shop\/deny, created at 2026-04-16 02:01:00Z by commit [0-9a-f]{7}$/, commit: "deny" },
];

describe("by commits", () => {
  test.each(ROWS)("$name", async ({ commits, ask, sentence, commit: title, place, doubts = [] }) => {
    const found = await told(repositoryWith(commits), ask ? { ask } : {});
    expect(found.sentence).toMatch(sentence);
    expect(found.commit).toBe(title);
    if (place !== undefined) expect(found.place).toBe(place);
    expect(found.doubts).toEqual(doubts);
  });
});

const BEGIN = [commit("base", { "k8s/base.yaml": BASE }), commit("noise", { "k8s/noise.yaml": NOISE })];

describe("what is not committed is the newest change", () => {
  test.each([
    { name: "a new file", change: (folder: string) => writeFileSync(join(folder, "k8s/deny.yaml"), DENY), is: "First blocked by shop/deny, created and not committed yet" },
    { name: "an edit", change: (folder: string) => writeFileSync(join(folder, "k8s/noise.yaml"), cluster(NOISE, DENY)), is: "First blocked by shop/deny, created and not committed yet" },
    { name: "an edit that is staged", change: (folder: string) => { writeFileSync(join(folder, "k8s/deny.yaml"), DENY); gitIn(folder, ["add", "."]); }, is: "First blocked by shop/deny, created and not committed yet" },
  ])("$name", async ({ change, is }) => {
    const folder = repositoryWith(BEGIN);
    change(folder);
    expect(await told(folder)).toMatchObject({ sentence: is, commit: "" });
  });

  test("a file that was deleted", async () => {
    const folder = repositoryWith([commit("base", { "k8s/base.yaml": BASE, "k8s/deny.yaml": DENY, "k8s/allow.yaml": ALLOW })]);
    rmSync(join(folder, "k8s/allow.yaml"));
    expect((await told(folder)).sentence).toBe("First blocked because shop/allow was deleted, not committed yet");
  });

  test("only line ends are no change", async () => {
    const folder = repositoryWith([...BEGIN, commit("deny", { "k8s/deny.yaml": DENY })]);
    writeFileSync(join(folder, "k8s/deny.yaml"), `${DENY}\r\n`);
    expect((await told(folder)).commit).toBe("deny");
  });
});

describe("what is in no repository, or not all of it", () => {
  test("is taken as it is now, and told", async () => {
    const folder = repositoryWith([...BEGIN, commit("deny", { "k8s/deny.yaml": DENY })]);
    writeFileSync(join(folder, "outside.yaml"), NOISE);
    symlinkSync("../outside.yaml", join(folder, "k8s/link.yaml"));
    expect(await told(folder)).toMatchObject({ commit: "deny", doubts: ["not part of the repository, and taken as it is now: k8s/link.yaml"] });
  });

  test("a shallow clone ends where it was cut, and says so", async () => {
    const [origin, folder] = [repositoryWith([...BEGIN, commit("deny", { "k8s/deny.yaml": DENY }), commit("later", { "k8s/noise.yaml": BASE.replace("shop", "more") })]), temporary()];
    gitIn(folder, ["clone", "--quiet", "--depth", "1", `file://${origin}`, "clone"]);
    expect(await told(join(folder, "clone"))).toMatchObject({ kind: "none", doubts: ["the repository is a shallow clone: its older commits are not here"] });
  });

  test("what a sparse working tree leaves out is no change", async () => {
    const folder = repositoryWith([commit("base", { "k8s/base.yaml": BASE, "k8s/left/allow.yaml": ALLOW }), commit("deny", { "k8s/here/deny.yaml": DENY })]);
    gitIn(folder, ["sparse-checkout", "set", "k8s/here"]);
    expect(existsSync(join(folder, "k8s/left"))).toBe(false);
    expect(await told(folder)).toMatchObject({ commit: "deny", doubts: [] });
  });

  test.each([
    { name: "no repository", folder: () => { const empty = temporary(); mkdirSync(join(empty, "k8s")); return empty; }, message: /k8s` is in no git repository: there are no commits to walk$/ },
    { name: "no commit yet", folder: () => { const empty = temporary(); gitIn(empty, ["init", "--quiet"]); mkdirSync(join(empty, "k8s")); writeFileSync(join(empty, "k8s/a.yaml"), BASE); return empty; }, message: /k8s` has no commit yet$/ },
    { name: "no such path", folder: temporary, message: /k8s` does not exist$/ },
  ])("$name: refused in one sentence", async ({ folder, message }) => {
    await expect(gitPast([join(folder(), "k8s")], [], NOW)).rejects.toThrow(message);
  });

  test("paths of two repositories", async () => {
    const [one, other] = [repositoryWith(BEGIN), repositoryWith(BEGIN)];
    await expect(gitPast([one, other], [], NOW)).rejects.toThrow("are in different repositories: ask about one");
  });

  test("where there is no git", async () => {
    const folder = repositoryWith(BEGIN);
    vi.stubEnv("PATH", temporary());
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(gitPast([folder], [], NOW)).rejects.toThrow("git was not found: it is what walks the commits of manifests");
  });
});

describe("paths", () => {
  const commits = [commit("base", { "k8s/base.yaml": BASE, "k8s/odd.manifest": `---\n${NOISE}` }), commit("deny", { "k8s/deny.yaml": DENY, "k8s/odd.manifest": `---\n${DENY}` })];
  test.each([
    { name: "the whole repository", paths: [""], place: "k8s/deny.yaml:1" },
    { name: "single files", paths: ["k8s/deny.yaml", "k8s/base.yaml"], place: "k8s/deny.yaml:1" },
    { name: "a file of any name, when it is named itself", paths: ["k8s/base.yaml", "k8s/odd.manifest"], place: "k8s/odd.manifest:2" },
  ])("$name", async ({ paths, place }) => {
    expect(await told(repositoryWith(commits), { paths })).toMatchObject({ commit: "deny", place });
  });
});

test("what somebody likes of git's log changes nothing: how it follows, shows the root, sorts and shortens", async () => {
  const folder = repositoryWith([commit("base", { "k8s/base.yaml": BASE, "k8s/old.yaml": DENY }), commit("moved", { "k8s/old.yaml": undefined, "k8s/all.yaml": cluster(BASE, DENY), "k8s/base.yaml": undefined }), commit("noise", { "k8s/all.yaml": cluster(BASE, DENY, NOISE) })]);
  const ask = async (): Promise<readonly Told[]> => [await told(folder), await told(folder, { paths: ["k8s/all.yaml"] })];
  const usual = await ask();
  for (const [name, value] of [["log.follow", "true"], ["log.showRoot", "false"], ["log.date", "relative"], ["log.diffMerges", "off"], ["log.decorate", "full"], ["log.abbrevCommit", "true"], ["diff.relative", "true"], ["diff.renames", "copies"], ["diff.noprefix", "true"], ["diff.orderFile", "k8s/all.yaml"], ["color.ui", "always"], ["format.pretty", "raw"], ["notes.displayRef", "*"], ["i18n.logOutputEncoding", "latin1"], ["core.abbrev", "4"], ["core.quotePath", "true"]] as const) gitIn(folder, ["config", name, value]);
  expect(await ask()).toEqual(usual);
});

test("a repository of which a commit is lost is not one whose past begins later", async () => {
  const folder = repositoryWith([commit("base", { "k8s/base.yaml": BASE }), commit("deny", { "k8s/deny.yaml": DENY }), commit("noise", { "k8s/noise.yaml": NOISE })]);
  const lost = gitIn(folder, ["rev-parse", "HEAD~1"]).trim();
  rmSync(join(folder, ".git", "objects", lost.slice(0, 2), lost.slice(2)));
  await expect(told(folder)).rejects.toThrow(/^git does not read all commits: /);
});

test("nothing that the repository or the environment names is run or written, and no index is refreshed", async () => {
  const folder = repositoryWith([...BEGIN, commit("deny", { "k8s/deny.yaml": DENY }), commit("attributes", { ".gitattributes": "* filter=bad diff=bad\n" })]);
  const ran = join(folder, "ran");
  const script = join(folder, ".git/hooks/evil");
  writeFileSync(script, `#!/bin/sh\ntouch ${ran}\ncat\n`);
  chmodSync(script, 0o755);
  const settings = ["core.fsmonitor", "diff.external", "filter.bad.clean", "filter.bad.smudge", "filter.bad.process", "diff.bad.textconv", "diff.bad.command", "core.pager", "core.sshCommand", "core.editor", "gpg.program"];
  for (const name of settings) gitIn(folder, ["config", name, script]);
  gitIn(folder, ["config", "core.hooksPath", join(folder, ".git/hooks")]);
  for (const [name, value] of Object.entries({ GIT_EXTERNAL_DIFF: script, GIT_DIR: "/nowhere", GIT_WORK_TREE: "/nowhere", GIT_PAGER: script, GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.fsmonitor", GIT_CONFIG_VALUE_0: script })) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const index = statSync(join(folder, ".git/index"), { bigint: true }).mtimeNs;
  const found = await told(folder);
  expect(statSync(join(folder, ".git/index"), { bigint: true }).mtimeNs).toBe(index);
  expect(found).toMatchObject({ commit: "deny", doubts: [] });
  expect(existsSync(ran)).toBe(false);
});

test("1,000 commits are walked", async () => {
  const spec = (i: number): string => policy("shop/p", `podSelector: {matchLabels: {turn: x${i}}}`);
  const commits = Array.from({ length: 1_000 }, (_, i) => (i === 0 ? commit("base", { "k8s/base.yaml": BASE }) : i === 7 ? commit("deny", { "k8s/deny.yaml": DENY }) : commit(`turn ${i}`, { "k8s/p.yaml": spec(i) })));
  expect(await told(repositoryWith(commits))).toMatchObject({ commit: "deny", doubts: [] });
}, 60_000);
