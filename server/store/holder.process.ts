/** Takes a lease, and holds it until it is ended: `node holder.process.ts WISH NAME`. */
import { systemTime } from "../systemtime.ts";
import { holderName } from "./holder.ts";
import { Lease } from "./lease.ts";
import { openDatabase } from "./open.ts";
import type { StoreWish } from "./wish.ts";

const [wish = "", name = ""] = process.argv.slice(2);
const holder = holderName();
const held = await new Lease(openDatabase(JSON.parse(wish) as StoreWish), name, holder, systemTime).beat();
process.stdout.write(`${String(held)} ${holder}\n`);
process.stdin.resume();
