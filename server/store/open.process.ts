/** Opens a store when it is told to, and says which version its tables have: `node open.process.ts WISH`. */
import { once } from "node:events";
import { openDatabase } from "./open.ts";
import type { StoreWish } from "./wish.ts";

const [wish = ""] = process.argv.slice(2);
const database = openDatabase(JSON.parse(wish) as StoreWish);
process.stdout.write("here\n");
await once(process.stdin, "data");
process.stdout.write(`${JSON.stringify(await database.query("SELECT version FROM schema_version"))}\n`);
await database.close();
process.exit(0);
