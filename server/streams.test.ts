import { afterEach, expect, test } from "vitest";
import { eventStream } from "./streams.ts";

const clients: AbortController[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.abort()));

interface Opened {
  readonly response: Response;
  readonly client: AbortController;
  readonly send: (event: string) => void;
  readonly subscribed: () => boolean;
}

function open(): Opened {
  const client = new AbortController();
  clients.push(client);
  let send: (event: string) => void = () => undefined;
  let subscribed = false;
  const response = eventStream((sender) => {
    send = sender;
    subscribed = true;
    return () => {
      subscribed = false;
    };
  }, client.signal);
  return { response, client, send, subscribed: () => subscribed };
}

async function read(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test("events pass until the client leaves", async () => {
  const { response, client, send, subscribed } = open();
  send("event: revision\ndata: 1\n\n");
  expect(subscribed()).toBe(true);
  client.abort();
  send("event: revision\ndata: 2\n\n");
  expect(subscribed()).toBe(false);
  expect(await read(response)).toBe("retry: 2000\n\nevent: revision\ndata: 1\n\n");
});

test("a client that was gone before it began is not kept", () => {
  const client = new AbortController();
  client.abort();
  let subscribed = true;
  eventStream(() => () => { subscribed = false; }, client.signal);
  expect(subscribed).toBe(false);
});

test("a client that does not read is let go with more than 256 KiB waiting, and not before", async () => {
  const { response, send, subscribed } = open();
  const event = `data: ${"x".repeat(1024 - 8)}\n\n`;
  for (let n = 0; n < 255; n++) send(event);
  expect(subscribed()).toBe(true);
  send(event);
  send(event);
  expect(subscribed()).toBe(false);
  await expect(read(response)).rejects.toThrow("the client does not read");
});

test("a client that reads may be sent any amount", async () => {
  const { response, client, send, subscribed } = open();
  const reader = response.body?.getReader();
  await reader?.read();
  for (let n = 0; n < 1_000; n++) {
    send(`data: ${"x".repeat(1024)}\n\n`);
    await reader?.read();
  }
  expect(subscribed()).toBe(true);
  client.abort();
});

test("a stream that nobody wants any more is not kept", async () => {
  const { response, subscribed } = open();
  await response.body?.cancel();
  expect(subscribed()).toBe(false);
});

test("at most 1,000 listen at a time, and each that leaves makes room for one", () => {
  const opened = Array.from({ length: 1_000 }, open);
  expect(() => open()).toThrow(expect.objectContaining({ code: "busy" }));
  const [first] = opened;
  first?.client.abort();
  first?.client.abort();
  open();
  expect(() => open()).toThrow(expect.objectContaining({ code: "busy" }));
});
