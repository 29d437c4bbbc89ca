import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Failure } from "../../failure.ts";
import { loadAccess } from "./kubeconfig.ts";

const folder = mkdtempSync(join(tmpdir(), "whydrop-kubeconfig-"));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "pki"));
for (const name of ["ca.crt", "pki/client.crt"]) writeFileSync(join(folder, name), "pem");
writeFileSync(join(folder, "token"), "secret\n");

let written = 0;
function write(content: string): string {
  written += 1;
  const file = join(folder, `config-${written}`);
  writeFileSync(file, content);
  return file;
}

function configOf({ cluster = "server: https://127.0.0.1:6443", user = "token: abc", context = "cluster: c, user: u" }: { readonly cluster?: string; readonly user?: string; readonly context?: string }): string {
  return write(`apiVersion: v1\nkind: Config\ncurrent-context: prod\nclusters: [{name: c, cluster: {${cluster}}}]\nusers: [{name: u, user: {${user}}}]\ncontexts: [{name: prod, context: {${context}}}]\n`);
}

const wish = (files: readonly string[], more: Partial<Parameters<typeof loadAccess>[0]> = {}) => ({ context: undefined, files, allowExec: false, allowInsecure: false, ...more });

function refusal(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("what is refused is named by file and field, with exit 78", () => {
  test.each([
    { name: "exec", given: { user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [/tmp/never]}" }, says: /`exec` would start a program .* --allow-exec-plugins/ },
    { name: "auth-provider", given: { user: "auth-provider: {name: gcp, config: {cmd-path: touch}}" }, says: /`auth-provider` would start a program/ },
    { name: "http", given: { cluster: "server: http://127.0.0.1:8080" }, says: /`server` is http:\/\// },
    { name: "no address", given: { cluster: "server: nowhere" }, says: /`server` must be an https:\/\/ address/ },
    { name: "another scheme", given: { cluster: "server: file:///etc/passwd" }, says: /`server` must be an https:\/\/ address/ },
    { name: "a password in the address", given: { cluster: "server: https://a:b@c" }, says: /`server` must not hold a password/ },
    { name: "proxy-url: file", given: { cluster: "server: https://c, proxy-url: file:///tmp/x" }, says: /`proxy-url` must be an http, https or socks5 address/ },
    { name: "an unverified server", given: { cluster: "server: https://c, insecure-skip-tls-verify: true" }, says: /`insecure-skip-tls-verify` is set/ },
    { name: "a path that leads out of the folder", given: { cluster: "server: https://c, certificate-authority: ../../etc/ssl/ca.crt" }, says: /`clusters\[0\]\.cluster\.certificate-authority` in `.*` leads out of/ },
    { name: "a file that is not there", given: { user: "client-certificate: pki/none.crt" }, says: /`users\[0\]\.user\.client-certificate` in `.*` names a file that does not exist/ },
    { name: "a path that is none", given: { user: "tokenFile: [a]" }, says: /`users\[0\]\.user\.tokenFile` in `.*` must be a path/ },
    { name: "a cluster that is not there", given: { context: "cluster: other, user: u" }, says: /names the cluster `other`/ },
    { name: "a user that is not there", given: { context: "cluster: c, user: other" }, says: /names the user `other`/ },
  ])("$name", ({ given, says }) => {
    const failure = refusal(() => loadAccess(wish([configOf(given)]), {}));
    expect(failure.status).toBe(78);
    expect(failure.message).toMatch(says);
  });

  test.each([
    { name: "2 MB", content: `# ${"x".repeat(2_000_000)}\n`, says: "larger than 1 MiB" },
    { name: "no YAML", content: "{a: [", says: "is no kubeconfig" },
    { name: "a list", content: "- a\n", says: "is no kubeconfig: it has no `clusters`" },
    { name: "clusters that are none", content: "clusters: 5\n", says: "`clusters` in" },
    { name: "an entry without a name", content: "clusters: [{cluster: {server: https://c}}]\n", says: "`clusters[0].name` in" },
    { name: "no current context", content: "clusters: []\n", says: "has no `current-context`" },
  ])("a file of $name", ({ content, says }) => expect(refusal(() => loadAccess(wish([write(content)]), {})).message).toContain(says));

  test("a file that is missing, and none at all", () => {
    expect(refusal(() => loadAccess(wish([join(folder, "nothing")]), {})).message).toContain("there is no kubeconfig `");
    expect(refusal(() => loadAccess(wish([]), { HOME: folder })).message).toContain("there is no kubeconfig: give --kubeconfig FILE");
  });

  test("every fault at once", () => {
    const { message } = refusal(() => loadAccess(wish([configOf({ cluster: "server: http://c, proxy-url: ftp://p", user: "exec: {command: x}" })]), {}));
    expect(message.split("\n")).toHaveLength(3);
  });

  test("an unknown context, with those that there are", () => {
    expect(refusal(() => loadAccess(wish([configOf({})], { context: "stage" }), {})).message).toMatch(/there is no context `stage` in .*: it has `prod`/);
  });
});

describe("what is taken", () => {
  test("paths count from the kubeconfig's folder", () => {
    const config = loadAccess(wish([configOf({ cluster: "server: https://c/, certificate-authority: ca.crt", user: "client-certificate: pki/client.crt" })]), {});
    expect(config.getCurrentCluster()).toMatchObject({ server: "https://c", caFile: join(folder, "ca.crt") });
    expect(config.getCurrentUser()).toMatchObject({ certFile: join(folder, "pki/client.crt") });
  });

  test("a token's file is read, without the newline at its end", async () => {
    const config = loadAccess(wish([configOf({ user: "tokenFile: token" })]), {});
    const options: { headers?: Record<string, string> } = {};
    await config.applyToHTTPSOptions(options);
    expect(options.headers?.["Authorization"]?.trim()).toBe("Bearer secret");
  });

  test("KUBECONFIG names several files: the first entry of a name, and the first current context, count", () => {
    const first = configOf({ user: "token: one" });
    const second = write("current-context: stage\nclusters: [{name: c, cluster: {server: https://other}}, {name: d, cluster: {server: https://d}}]\nusers: [{name: u, user: {token: two}}]\ncontexts: [{name: stage, context: {cluster: d, user: u}}]\n");
    const environment = { KUBECONFIG: `${first}:${join(folder, "missing")}:${second}` };
    expect(loadAccess(wish([]), environment).getCurrentCluster()?.server).toBe("https://127.0.0.1:6443");
    const stage = loadAccess(wish([], { context: "stage" }), environment);
    expect([stage.getCurrentCluster()?.server, stage.getCurrentUser()?.token]).toEqual(["https://d", "one"]);
  });

  test("what a flag allows", () => {
    const file = configOf({ cluster: "server: http://127.0.0.1:1, insecure-skip-tls-verify: true", user: "exec: {command: x}" });
    expect(loadAccess(wish([file], { allowExec: true, allowInsecure: true }), {}).getCurrentContext()).toBe("prod");
  });
});
