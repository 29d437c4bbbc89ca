import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { requirePostgres } from "../scripts/test/postgres.ts";
import { PostgresServer } from "../scripts/test/postgresserver.ts";
import { type Entered, startEntered } from "./entered.ts";

const MINUTE = { timeout: 60_000 };
const root = resolve(import.meta.dirname, "..");
const QUESTION = { from: "default/api-client", to: "dns:api.stripe.com", port: "443" };

let server: PostgresServer;
let folder = "";
const started: Entered[] = [];
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  // Where these tests run alone on a bare machine, PostgreSQL is installed here.
  test.setTimeout(600_000);
  server = await PostgresServer.start(await requirePostgres(), []);
  folder = mkdtempSync(join(tmpdir(), "whydrop-replicas-"));
  cpSync(join(root, "scenarios", "runbook", "cluster.yaml"), join(folder, "cluster.yaml"));
});
test.afterAll(async () => {
  await Promise.all(started.splice(0).map(({ stop }) => stop()));
  await server.remove();
  rmSync(folder, { recursive: true });
});

const replica = async (): Promise<Entered> => {
  const entered = await startEntered(["--manifests", folder], { DATABASE_URL: server.url("postgres") });
  started.push(entered);
  return entered;
};

/** What a browser sends that entered at one replica; its cookies have the port that it sees in their names. */
async function sessionAt({ address, code }: Entered): Promise<string> {
  const response = await fetch(`${address}/enter?code=${code}`, { redirect: "manual" });
  return /=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1] ?? "";
}
const at = ({ address, port }: Entered, session: string) => (path: string, { method = "GET", body }: { readonly method?: string; readonly body?: unknown } = {}): Promise<Response> =>
  fetch(address + path, { method, headers: { cookie: `whydrop-${String(port)}=${session}`, ...(body !== undefined && { "content-type": "application/json" }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });

async function rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
}

const policy = (name: string): string => `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: default}\nspec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}\n`;
const versionsOf = async (name: string): Promise<number> => (await rows(`SELECT object FROM object_version WHERE object LIKE '%/${name}' AND cluster LIKE 'files %'`)).length;

test("F45: what one replica makes the other opens at once, and nobody once it is revoked; a session is one for both", async () => {
  const [here, there] = await Promise.all([replica(), replica()]);
  let session = "";
  await expect.poll(async () => {
    session = await sessionAt(here);
    return (await at(there, session)("/api/v1/clusters")).status;
  }, MINUTE).toBe(200);
  const [a, b] = [at(here, session), at(there, session)];
  expect((await at(there, session.slice(0, -1) + (session.endsWith("A") ? "Q" : "A"))("/api/v1/clusters")).status).toBe(401);

  const made = await a("/api/v1/clusters/production/snapshots", { method: "POST", body: QUESTION });
  expect(made.status).toBe(201);
  const { path, name } = (await made.json()) as { path: string; name: string };
  const [first, second] = await Promise.all([a(`${path}/figure`), b(`${path}/figure`)]);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await second.text()).toBe(await first.text());
  expect((await b(`/api/v1/snapshots/${name}`, { method: "DELETE" })).status).toBe(204);
  expect([(await a(path)).status, (await b(path)).status]).toEqual([404, 404]);
});

test("history is written once, and goes on when its writer is gone", async () => {
  const [here, there] = started;
  if (here === undefined || there === undefined) throw new Error("there are no two replicas");
  await expect.poll(() => versionsOf("default-deny"), MINUTE).toBe(1);
  writeFileSync(join(folder, "first.yaml"), policy("first"));
  await expect.poll(() => versionsOf("first"), MINUTE).toBe(1);
  await here.stop();
  started.splice(0, 1);
  writeFileSync(join(folder, "second.yaml"), policy("second"));
  await expect.poll(() => versionsOf("second"), MINUTE).toBe(1);
  expect([await versionsOf("default-deny"), await versionsOf("first")]).toEqual([1, 1]);
});

test("F39: while the database is away nothing is saved and nothing half made, all else is answered, and then it goes on", async () => {
  const [there] = started;
  if (there === undefined) throw new Error("there is no replica");
  const ask = at(there, await sessionAt(there));
  const key = (): Promise<Response> => ask("/api/v1/clusters/production/snapshots", { method: "POST", body: QUESTION });
  await server.kill();
  await expect.poll(async () => (await key()).status, MINUTE).toBe(503);
  expect(((await (await key()).json()) as { error: { message: string } }).error.message).toMatch(/^not saved: /);
  expect((await ask("/api/v1/clusters/production/check?from=default/api-client&to=api.stripe.com&port=443")).status).toBe(200);
  await server.start();
  await expect.poll(async () => (await key()).status, MINUTE).toBe(201);
  expect((await rows("SELECT name FROM frozen WHERE revoked_at IS NULL")).length).toBe(1);
});
