import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { listen } from "#server/serve/listen.ts";
import { requirePostgres } from "./postgres.ts";
import { PostgresServer } from "./postgresserver.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a test asks for PostgreSQL; see `server/store/stores.fixture.ts`. */
    readonly postgresDoor: string;
  }
}

/** Making and removing databases is most of what the tests do; those of faults have a server of their own, which forgets nothing. */
const FAST: readonly string[] = ["fsync=off", "full_page_writes=off"];

/** One PostgreSQL for all tests, started for the first that asks: most runs need none. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | undefined;
  const door = createServer((request, response) => {
    started ??= requirePostgres().then((programs) => PostgresServer.start(programs, FAST));
    started.then(
      (server) => response.end(server.url(decodeURIComponent((request.url ?? "/").slice(1)))),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  // Whatever a test starts keeps nothing where the user's own things are.
  const state = mkdtempSync(join(tmpdir(), "whydrop-state-"));
  process.env["WHYDROP_DATA_DIR"] = state;
  delete process.env["DATABASE_URL"];
  const port = await listen(door, "127.0.0.1", { kind: "exactly", port: 0 });
  project.provide("postgresDoor", `http://127.0.0.1:${String(port)}`);
  return async () => {
    door.close();
    rmSync(state, { recursive: true });
    await (await started?.catch(() => undefined))?.remove();
  };
}
