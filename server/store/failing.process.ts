/** Writes a pair, and ends without a word at a point of it: `node failing.process.ts WISH POINT`. */
import { FailingDatabase, dieHere } from "./failing.fixture.ts";
import { openDatabase } from "./open.ts";
import { writePair } from "./pairs.fixture.ts";
import type { StoreWish } from "./wish.ts";

const [wish = "", at = ""] = process.argv.slice(2);
await writePair(new FailingDatabase(openDatabase(JSON.parse(wish) as StoreWish), Number(at), dieHere), at);
process.stdout.write(`${at}\n`);
process.exit(0);
