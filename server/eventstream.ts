import { clusterOf } from "./clusters/runtime.ts";
import { onShutdown } from "./shutdown.ts";

const HEARTBEAT_MS = 15_000;

/** Server-sent events that carry revision numbers, never data. Ends with the client, or with the process. @throws ViewError */
export async function revisionStream(cluster: string, client: AbortSignal): Promise<Response> {
  const source = await clusterOf(cluster);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      send("retry: 2000\n\n");
      const unsubscribe = source.subscribe((revision) => send(`event: revision\ndata: ${revision}\n\n`));
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
      const end = (): void => {
        clearInterval(heartbeat);
        unsubscribe();
        forget();
        client.removeEventListener("abort", end);
        controller.close();
      };
      const forget = onShutdown(end);
      client.addEventListener("abort", end);
      if (client.aborted) end();
    },
  });
  return new Response(stream, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" },
  });
}
