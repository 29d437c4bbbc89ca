import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LEASE_MS, RETRY_MS, within } from "#lib/api/events.ts";
import { type Chance, systemChance } from "./chance.ts";
import { answering } from "./connection.ts";
import { encoded, eventStream, prolong } from "./streams.ts";

const clients: AbortController[] = [];
let named = 0;
beforeEach(() => {
  named = 0;
});
afterEach(() => {
  clients.splice(0).forEach((client) => client.abort());
  vi.useRealTimers();
});

const chanceOf = (fraction: number): Chance => ({ fraction: () => fraction, secret: () => `s${String(++named)}` });
const event = (text: string): Uint8Array => new TextEncoder().encode(text);
const HELLO = 'retry: 1000\nevent: stream\ndata: {"stream":"s1","retry":1000}\n\n';
const BYE = 'event: bye\ndata: {"retry":1000}\n\n';
const BEAT = "event: beat\ndata: {}\n\n";

interface Opened {
  readonly response: Response;
  readonly client: AbortController;
  readonly send: (event: Uint8Array) => void;
  readonly subscribed: () => boolean;
}

function open(fraction = 0): Opened {
  const client = new AbortController();
  clients.push(client);
  let send: (event: Uint8Array) => void = () => undefined;
  let subscribed = false;
  const subscribe = (sender: typeof send) => {
    send = sender;
    subscribed = true;
    return () => {
      subscribed = false;
    };
  };
  return { response: eventStream(subscribe, client.signal, chanceOf(fraction)), client, send, subscribed: () => subscribed };
}

async function read(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test("events pass until the client leaves", async () => {
  const { response, client, send, subscribed } = open();
  send(event("event: revision\ndata: 1\n\n"));
  expect(subscribed()).toBe(true);
  client.abort();
  send(event("event: revision\ndata: 2\n\n"));
  expect(subscribed()).toBe(false);
  expect(await read(response)).toBe(`${HELLO}event: revision\ndata: 1\n\n`);
});

test("a client that was gone before it began is not kept", () => {
  const client = new AbortController();
  client.abort();
  let subscribed = true;
  eventStream(() => () => { subscribed = false; }, client.signal);
  expect(subscribed).toBe(false);
});

test("F47: a client that does not read is let go with more than 192 KiB waiting in its stream, and not before; its connection goes too", async () => {
  let destroyed = 0;
  let opened: Opened | undefined;
  answering({ writableFinished: false, destroy: () => (destroyed += 1) }, () => (opened = open()));
  if (opened === undefined) throw new Error("nothing was opened");
  const { response, send, subscribed } = opened;
  const kilobyte = event(`data: ${"x".repeat(1024 - 8)}\n\n`);
  for (let n = 0; n < 191; n++) send(kilobyte);
  expect([subscribed(), destroyed]).toEqual([true, 0]);
  send(kilobyte);
  send(kilobyte);
  expect([subscribed(), destroyed]).toEqual([false, 1]);
  await expect(read(response)).rejects.toThrow("the client does not read");
});

test("a client that reads may be sent any amount", async () => {
  const { response, client, send, subscribed } = open();
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.read();
  for (let n = 0; n < 1_000; n++) {
    send(event(`data: ${"x".repeat(1024)}\n\n`));
    await reader?.read();
  }
  expect(subscribed()).toBe(true);
  client.abort();
});

test("F48: an event is made once: every client gets the same bytes", async () => {
  const opened = Array.from({ length: 3 }, () => open());
  const made = encoded("revision", 1);
  const got = opened.map(async ({ response, send }) => {
    const reader = response.body?.getReader();
    send(made);
    await reader?.read();
    await reader?.read();
    return (await reader?.read())?.value;
  });
  for (const bytes of await Promise.all(got)) expect(bytes).toBe(made);
});

test("a stream that nobody wants any more is not kept", async () => {
  const { response, subscribed } = open();
  await response.body?.cancel();
  expect(subscribed()).toBe(false);
});

test("at most 1,000 listen at a time, and each that leaves makes room for one", () => {
  const opened = Array.from({ length: 1_000 }, () => open());
  expect(() => open()).toThrow(expect.objectContaining({ code: "busy" }));
  const [first] = opened;
  first?.client.abort();
  first?.client.abort();
  open();
  expect(() => open()).toThrow(expect.objectContaining({ code: "busy" }));
});

test.each([[0, LEASE_MS.least], [0.5, 54_000], [1, LEASE_MS.most]])("F47: nobody says that a stream is read: with a chance of %d it ends after %d ms", async (fraction, lease) => {
  vi.useFakeTimers();
  const { response, subscribed } = open(fraction);
  await vi.advanceTimersByTimeAsync(lease - 1);
  expect(subscribed()).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(subscribed()).toBe(false);
  const retry = within(RETRY_MS, fraction);
  expect(await read(response)).toBe(HELLO.replaceAll("1000", String(retry)) + BEAT.repeat(3) + BYE.replace("1000", String(retry)));
});

test("F47: who says every 30 s that it reads is kept; the others are not, and nobody is kept under a name that is not its own", async () => {
  vi.useFakeTimers();
  const [reading, silent] = [open(), open()];
  for (let turn = 0; turn < 20; turn++) {
    await vi.advanceTimersByTimeAsync(30_000);
    prolong("s1");
  }
  expect([reading.subscribed(), silent.subscribed()]).toEqual([true, false]);
  for (const name of ["s2", "s3", ""]) expect(() => prolong(name)).toThrow(expect.objectContaining({ code: "not_found", field: "stream" }));
  reading.client.abort();
  expect(() => prolong("s1")).toThrow(expect.objectContaining({ code: "not_found" }));
});

test.each([
  { name: "got it", writableFinished: true, destroyed: 0 },
  { name: "did not, and loses its connection", writableFinished: false, destroyed: 1 },
])("a client whose time is up has a second to read the last event: this one $name", async ({ writableFinished, destroyed }) => {
  vi.useFakeTimers();
  let ended = 0;
  answering({ writableFinished, destroy: () => (ended += 1) }, () => void open());
  await vi.advanceTimersByTimeAsync(LEASE_MS.least);
  expect(ended).toBe(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended).toBe(destroyed);
});

test("names of streams are not guessed: 192 bits, another each time", () => {
  const names = Array.from({ length: 100 }, () => systemChance.secret());
  expect(new Set(names).size).toBe(100);
  for (const name of names) expect(name).toMatch(/^[\w-]{32}$/);
});
