import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { EXIT, Failure } from "#server/failure.ts";
import { run } from "../tool.ts";

const startupMs = 30_000;
const debian = "/usr/lib/postgresql";

/**
 * The folder of PostgreSQL's programs: those that the machine has, else those that are installed now.
 *
 * @throws Failure that says what to do
 */
export async function requirePostgres(): Promise<string> {
  const chosen = process.env["PG_BIN"];
  if (chosen !== undefined && chosen !== "") {
    if (works(chosen)) return chosen;
    throw new Failure(EXIT.configuration, `PG_BIN is \`${chosen}\`, where no \`initdb\` and \`postgres\` start`);
  }
  return findPostgres() ?? (await installPackage()) ?? noPostgres();
}

function findPostgres(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "postgres")).filter((path) => existsSync(path));
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return [...onPath.map((path) => dirname(realpathSync(path))), ...versions.map((version) => join(debian, version, "bin"))].find(works);
}

const works = (folder: string): boolean =>
  ["initdb", "postgres"].every((name) => spawnSync(join(folder, name), ["--version"], { timeout: startupMs, stdio: "ignore" }).status === 0);

async function installPackage(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("the tests of the store need PostgreSQL, and there is none: installing the package `postgresql` with apt-get");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { output: "show", env });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", "postgresql"], { output: "show", env });
  return findPostgres();
}

function noPostgres(): never {
  throw new Failure(EXIT.configuration, "the tests of the store need PostgreSQL: install it, or set PG_BIN to the folder of its programs");
}
