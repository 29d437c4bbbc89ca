import { expect, test, vi } from "vitest";
import { log } from "../log.ts";
import { opened } from "./stores.fixture.ts";

test("an address that cannot be read is a store that is absent", async () => {
  const database = opened({ dataDir: undefined, databaseUrl: "postgresql://whydrop:100%@127.0.0.1:1/whydrop" });
  await expect(database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
});

test("the log says that a database is lost, and neither its address nor its password", async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const database = opened({ dataDir: undefined, databaseUrl: "postgresql://whydrop:correct%20horse%20battery@127.0.0.1:1/whydrop" });
  await expect(database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  log("error", "told", { text: 'password authentication failed: "correct horse battery", postgresql://whydrop:correct%20horse%20battery@127.0.0.1:1/whydrop' });
  vi.restoreAllMocks();
  expect(written.map((line) => (JSON.parse(line) as { readonly event: string }).event)).toEqual(["the store is lost", "told"]);
  expect(written.join("")).not.toMatch(/correct|horse|battery|127\.0\.0\.1:1\/whydrop/);
});
