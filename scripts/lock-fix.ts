/** `npm run lock:fix`: run it after every change of the dependencies. */
import { completePackages } from "./lock/complete.ts";
import { readLock, writeLock } from "./lock/file.ts";

const lock = readLock();
const packages = completePackages(lock.packages);
const added = Object.keys(packages).filter((path) => !(path in lock.packages));

writeLock({ ...lock, packages });
for (const path of added) console.log(`+ ${path}`);
console.log(`package-lock.json: ${String(added.length)} packages of other platforms added`);
