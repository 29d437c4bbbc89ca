/** `npm run lock:fix`: run it after every change of the dependencies. */
import { readFileSync, writeFileSync } from "node:fs";
import { completePackages, type LockedPackages } from "./lock/complete.ts";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8")) as { readonly packages: LockedPackages };
const packages = completePackages(lock.packages);
const added = Object.keys(packages).filter((path) => !(path in lock.packages));

writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
for (const path of added) console.log(`+ ${path}`);
console.log(`package-lock.json: ${String(added.length)} packages of other platforms added`);
