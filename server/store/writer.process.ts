/** Writes without end, and says what was acknowledged: `node writer.process.ts WISH ROUND`. */
import { writeSync } from "node:fs";
import { openDatabase } from "./open.ts";
import type { StoreWish } from "./wish.ts";
import { writePair } from "./pairs.fixture.ts";

const [wish = "", round = ""] = process.argv.slice(2);
const database = openDatabase(JSON.parse(wish) as StoreWish);
for (let n = 0; ; n++) {
  await writePair(database, `${round}-${String(n)}`);
  writeSync(1, `${round}-${String(n)}\n`);
}
