import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnswerJson } from "#lib/api/answer.ts";
import { cluster, pod, policy, service } from "#lib/check/fixture.ts";
import { type DnsServer, dnsServer } from "#server/names/dnsserver.fixture.ts";

const root = resolve(import.meta.dirname, "../..");
const HOST = "api.example.com";
const CLUSTER = cluster("", pod("a/web", { ip: "10.244.0.1" }), policy("a/p", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]"), service("a/pay", `type: ExternalName, externalName: ${HOST}`));

let server: DnsServer;
beforeAll(async () => {
  server = await dnsServer({ [HOST]: { kind: "records", a: ["203.0.113.4", "192.0.2.9"] } });
});
afterAll(() => server.close());

const check = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => whydrop(["check", ...args], CLUSTER, environment);

async function whydrop(args: readonly string[], input: string, environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ["bin/main.ts", ...args], { cwd: root, env: { ...process.env, ...environment } });
  child.stdin.end(input);
  const ended = new Promise<number | null>((end) => child.once("close", end));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

const ask = async (to: string, ...args: readonly string[]): Promise<AnswerJson> => JSON.parse((await check(["a/web", to, "--manifests", "-", "-o", "json", ...args])).stdout) as AnswerJson;

describe("with a resolver", () => {
  test("every address of a name is judged, with its source", async () => {
    const { verdict, addresses } = await ask(`${HOST}:443`, "--resolve", "--resolver", server.address);
    const told = { source: "resolver", by: server.address, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) };
    expect({ verdict, addresses }).toEqual({ verdict: "partial", addresses: [{ address: "203.0.113.4", verdict: "allow", ...told }, { address: "192.0.2.9", verdict: "deny", ...told }] });
  });

  test("the name behind an alias is looked up, and naming the resolver is enough", async () => {
    expect((await ask("svc:a/pay:443", "--resolver", server.address)).verdict).toBe("partial");
  });

  test("a name that does not exist is a fact and no failure", async () => {
    const { status, stdout, stderr } = await check(["a/web", "gone.example:443", "--manifests", "-", "--resolver", server.address]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(stdout).toContain(`DST_UNRESOLVED  gone.example did not resolve (no such name) at `);
  });

  test("the environment names it as well", async () => {
    const { stdout } = await check(["a/web", `${HOST}:443`, "--manifests", "-", "--resolve"], { WHYDROP_RESOLVER: server.address });
    expect(stdout).toContain(`(resolver ${server.address}, `);
  });

  test("a snapshot records what it was told, so that nobody need be asked again", async () => {
    const captured = await whydrop(["snapshot", "--manifests", "-", "--resolver", server.address], CLUSTER);
    const { stdout } = await whydrop(["check", "a/web", "svc:a/pay:443", "--manifests", "-", "-o", "json"], captured.stdout);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "partial", addresses: [{ address: "203.0.113.4", source: "recorded" }, { address: "192.0.2.9", source: "recorded" }] });
  });

  test("nothing of the cluster's own is asked, and without --resolve nothing at all", async () => {
    const before = server.queries.length;
    await ask("web.a.svc.cluster.local:443", "--resolver", server.address);
    const { stdout } = await check(["a/web", `${HOST}:443`, "--manifests", "-"], { WHYDROP_RESOLVER: server.address });
    expect(stdout).toContain(`no address of ${HOST} is known`);
    expect(server.queries).toHaveLength(before);
  });
});

test.each([
  { args: ["--resolver", "dns.example"], environment: {}, refused: 64, message: "--resolver is `dns.example`, but must be an address" },
  { args: ["--resolver", ""], environment: {}, refused: 64, message: "--resolver is ``, but must be an address" },
  { args: ["--resolve"], environment: { WHYDROP_RESOLVER: "10.0.0.2:dns" }, refused: 78, message: "WHYDROP_RESOLVER is `10.0.0.2:dns`, but must be an address" },
])("$args with $environment is refused", async ({ args, environment, refused, message }) => {
  const { status, stdout, stderr } = await check(["a/web", `${HOST}:443`, "--manifests", "-", ...args], environment);
  expect({ status, stdout }).toEqual({ status: refused, stdout: "" });
  expect(stderr).toContain(`whydrop: ${message}`);
});
