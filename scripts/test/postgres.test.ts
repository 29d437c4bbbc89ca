import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { requirePostgres } from "./postgres.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("PG_BIN is taken at its word: where nothing starts, that is said", async () => {
  const folder = mkdtempSync(join(tmpdir(), "whydrop-pgbin-"));
  vi.stubEnv("PG_BIN", folder);
  await expect(requirePostgres()).rejects.toMatchObject({ status: 78, message: `PG_BIN is \`${folder}\`, where no \`initdb\` and \`postgres\` start` });
  rmSync(folder, { recursive: true });
});

test("one that was found can be named by PG_BIN as well", async () => {
  const found = await requirePostgres();
  vi.stubEnv("PG_BIN", found);
  expect(await requirePostgres()).toBe(found);
});
