import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { join } from "node:path";
import { momentAt } from "#lib/describe/moments.ts";
import { count } from "#lib/describe/words.ts";
import { type Examined, examine } from "#server/doctor/examine.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { readSettings } from "#server/settings.ts";
import { StoreFault } from "#server/store/database.ts";
import { openDatabase } from "#server/store/open.ts";
import { FILE_NAME } from "#server/store/place.ts";
import { storeWish } from "#server/store/wish.ts";

const USAGE = "usage: whydrop doctor [--data-dir FOLDER] [-o text|json]";

/** Tells what is stored, and whether any of it is damaged. @returns the exit status: 0 all is well, 1 something is damaged */
export async function doctor(args: readonly string[]): Promise<number> {
  const { output = "text", "data-dir": folder } = readFlags(args);
  if (output !== "text" && output !== "json") throw new Failure(EXIT.usage, `\`${output}\` is not an output format of doctor: use text or json`);
  const told = storeWish(readSettings(process.env, process.cwd()));
  const wish = folder === undefined ? told : { ...told, dataDir: folder };
  const file = wish.dataDir === undefined ? undefined : join(wish.dataDir, FILE_NAME);
  if (wish.databaseUrl === undefined && (file === undefined || !existsSync(file))) throw new Failure(EXIT.noSource, file === undefined ? "there is no data directory: give --data-dir FOLDER" : `nothing is stored: there is no \`${file}\``);
  const database = openDatabase(wish);
  const examined = await examine(database, Date.now())
    .catch((error: unknown) => {
      throw error instanceof StoreFault ? new Failure(EXIT.unreachable, error.message) : error;
    })
    .finally(() => database.close());
  const place = wish.databaseUrl === undefined ? `SQLite, ${file ?? ""}` : "PostgreSQL";
  process.stdout.write(output === "json" ? `${JSON.stringify({ store: place, ...examined }, null, 2)}\n` : asText(place, examined));
  return examined.snapshots.damaged.length + examined.damagedObjects.length > 0 ? 1 : 0;
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { output: { type: "string", short: "o" }, "data-dir": { type: "string" } } }).values;
  } catch {
    throw new Failure(EXIT.usage, USAGE);
  }
}

function asText(place: string, { snapshots, histories, damagedObjects }: Examined): string {
  const lines = [
    `store      ${place}`,
    `snapshots  ${String(snapshots.open)} open, ${String(snapshots.ended)} expired or revoked`,
    ...histories.map(({ cluster, begins, until, versions }) => `history    ${cluster}: ${count(versions, "version")} of objects, ${momentAt(begins)} to ${momentAt(until)}`),
    ...snapshots.damaged.map(({ name, cluster, madeAt, why }) => `damaged    snapshot ${name} of ${cluster}, made ${momentAt(madeAt)}: ${why}`),
    ...damagedObjects.map(({ cluster, object }) => `damaged    a version of ${object} in ${cluster}: hash differs`),
    ...(snapshots.damaged.length + damagedObjects.length === 0 ? ["nothing is damaged"] : []),
  ];
  return `${lines.join("\n")}\n`;
}
