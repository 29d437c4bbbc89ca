/** The thread in which one live cluster is read and judged: whatever that takes, pages and events are not held up. */
import { parentPort, workerData } from "node:worker_threads";
import { record } from "../history/recorded.ts";
import { type LiveWish, openKubernetes } from "../kubernetes/open.ts";
import { captureConsole } from "../log.ts";
import { ViewError } from "../viewerror.ts";
import { LocalCluster } from "./local.ts";
import type { FromThread, ToThread } from "./threaded.ts";

captureConsole();
const wish = workerData as LiveWish;
const source = await openKubernetes(wish);
const cluster = new LocalCluster(source, wish.history && (await record(source, source.storedName, wish.history)));
const tell = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on("message", (asked: ToThread) => void (asked.kind === "end" ? end() : answer(asked)));
source.start();
cluster.subscribe((revision) => tell({ kind: "revision", revision }));

async function end(): Promise<void> {
  await cluster.close().catch(() => undefined);
  process.exit(0);
}

async function answer(asked: Exclude<ToThread, { kind: "end" }>): Promise<void> {
  try {
    const value = asked.kind === "standing" ? await cluster.standing() : await cluster.ask(asked.view, asked.asked, asked.at);
    tell({ kind: "answer", question: asked.question, value });
  } catch (error) {
    const { code, message, field } = error instanceof ViewError ? error : new ViewError("internal", error instanceof Error ? error.message : String(error));
    tell({ kind: "refusal", question: asked.question, code, message, ...(field !== undefined && { field }) });
  }
}
