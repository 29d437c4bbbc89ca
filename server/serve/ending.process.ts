/** A server that ends as the dashboard does, and answers a write when a byte of its body comes: `node server/serve/ending.process.ts`. */
import { createServer } from "node:http";
import { Drain } from "./drain.ts";
import { endWith, stopSignal } from "./ending.ts";
import { listen } from "./listen.ts";

const stop = stopSignal();
const drain = new Drain();
const server = createServer((request, response) => {
  if (!drain.admit(request, response)) return;
  if (request.method === "GET") return void response.end("ready\n");
  process.send?.("running");
  request.once("data", () => response.writeHead(201).end("written"));
});
process.send?.(await listen(server, "127.0.0.1", { kind: "exactly", port: 0 }));
await endWith(stop, () => drain.drain(server));
