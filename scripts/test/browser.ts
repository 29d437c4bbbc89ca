import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "#server/serve/build.ts";
import { listen } from "#server/serve/listen.ts";
import { root, runTool } from "../tool.ts";
import { requireChromium } from "./chromium.ts";

/**
 * Runs Playwright against a production build; its report goes to `report`. `playwright.config.ts` reads what is set here.
 * The tests may edit the files in `WHYDROP_E2E_DIR`, which are served as the cluster `live`.
 */
export async function runBrowserTests(report: string, args: readonly string[]): Promise<boolean> {
  const chromium = await requireChromium();
  await ensureBuild({ root, say: (line) => console.log(line), signal: new AbortController().signal });
  const temporary = mkdtempSync(join(tmpdir(), "whydrop-e2e-"));
  const live = join(temporary, "live");
  try {
    cpSync(join(root, "scenarios", "runbook"), live, { recursive: true });
    rename(join(live, "cluster.yaml"));
    const env = { CHROMIUM: chromium, WHYDROP_E2E_PORT: String(await freePort()), WHYDROP_E2E_DIR: live, WHYDROP_DATA_DIR: join(temporary, "state"), DATABASE_URL: "", PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    return (await runTool("playwright", ["test", "--reporter=list,json", ...args], { output: "show", env })).ok;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** The copy is a cluster of its own beside the scenario, which keeps its id. */
function rename(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace("name: production", "name: live"));
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, "127.0.0.1", { kind: "exactly", port: 0 });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
