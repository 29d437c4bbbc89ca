import { parentPort, workerData } from "node:worker_threads";
import { parseFiles } from "./parse.ts";

/** The thread's whole life: what `offthread.ts` gave it, read once. */
const [files, stdin] = workerData as Parameters<typeof parseFiles>;
parentPort?.postMessage(parseFiles(files, stdin));
