import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { EXIT, Failure } from "#server/failure.ts";
import { run, runTool } from "../tool.ts";

const startupMs = 30_000;

/**
 * The browser for the tests: the one the machine has, else one that is installed now.
 *
 * @throws Failure that says what to do
 */
export async function requireChromium(): Promise<string> {
  const chosen = process.env["CHROMIUM"];
  if (chosen !== undefined && chosen !== "") {
    if (works(chosen)) return chosen;
    throw new Failure(EXIT.configuration, `CHROMIUM is \`${chosen}\`, which does not start`);
  }
  return findChromium() ?? (await download()) ?? (await installPackage()) ?? noChromium();
}

function findChromium(): string | undefined {
  const onPath = ["google-chrome", "google-chrome-stable"].flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)));
  return ["/usr/bin/chromium", ...onPath, chromium.executablePath()].find(works);
}

/** A download may be there and yet lack the system's libraries, so being there is not enough. */
const works = (path: string): boolean => existsSync(path) && spawnSync(path, ["--version"], { timeout: startupMs, stdio: "ignore" }).status === 0;

async function download(): Promise<string | undefined> {
  console.log("the browser tests need Chromium, and there is none: downloading Playwright's into its cache");
  const { ok } = await runTool("playwright", ["install", "chromium"], { output: "keep", env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" } });
  const found = findChromium();
  if (found === undefined) console.log(ok ? "it does not start: libraries of the system are missing" : "it could not be downloaded");
  return found;
}

async function installPackage(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("installing the package `chromium` with apt-get instead");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { output: "show", env });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], { output: "show", env });
  return findChromium();
}

function noChromium(): never {
  throw new Failure(EXIT.configuration, "the browser tests need Chromium: install it, or set CHROMIUM to where it is");
}
