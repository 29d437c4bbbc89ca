import { expect, test } from "vitest";
import type { RevisionListener } from "./clusters/cluster.ts";
import { RevisionFeed } from "./revisionfeed.ts";

/** A cluster that counts what it is asked. */
class Telling {
  readonly id: string;
  subscribed = 0;
  #revision = 0;
  #listeners = new Set<RevisionListener>();

  constructor(id: string) {
    this.id = id;
  }

  subscribe(listener: RevisionListener): () => void {
    this.subscribed += 1;
    this.#listeners.add(listener);
    if (this.#revision > 0) listener(this.#revision);
    return () => this.#listeners.delete(listener);
  }

  become(revision: number): void {
    this.#revision = revision;
    for (const listener of this.#listeners) listener(revision);
  }
}

const feedOf = (...clusters: readonly Telling[]): RevisionFeed => new RevisionFeed(clusters, (cluster, revision) => `${cluster}${String(revision)}`, "now");

/** What one client hears, event by event: the id, and the data. */
function heard(feed: RevisionFeed, after: string | null): { readonly events: string[]; readonly pieces: Uint8Array[]; readonly end: () => void } {
  const events: string[] = [];
  const pieces: Uint8Array[] = [];
  const end = feed.since(after)((piece) => {
    pieces.push(piece);
    for (const [, id = "", told = ""] of Buffer.from(piece).toString().matchAll(/^id: (.+)\nevent: revision\ndata: "(.+)"\n\n/gm)) events.push(`${id} ${told}`);
  });
  return { events, pieces, end };
}

test("who comes is told the newest revision of each cluster, then all that comes", () => {
  const [a, b, c] = [new Telling("a"), new Telling("b"), new Telling("c")];
  a.become(3);
  const feed = feedOf(a, b, c);
  b.become(1);
  b.become(2);
  const client = heard(feed, null);
  expect(client.events).toEqual(["now-1 a3", "now-3 b2"]);
  a.become(4);
  c.become(1);
  expect(client.events.slice(2)).toEqual(["now-4 a4", "now-5 c1"]);
  client.end();
  a.become(5);
  expect(client.events).toHaveLength(4);
});

test.each([
  { name: "nothing is missing", after: "now-4", missed: [] },
  { name: "one cluster went on", after: "now-3", missed: ["now-4 a2"] },
  { name: "what is old by now is not told", after: "now-1", missed: ["now-3 b2", "now-4 a2"] },
  { name: "an id of another process", after: "before-4", missed: ["now-3 b2", "now-4 a2"] },
  { name: "an id that has not been yet", after: "now-99", missed: ["now-3 b2", "now-4 a2"] },
  { name: "no number", after: "now-x", missed: ["now-3 b2", "now-4 a2"] },
  { name: "no id", after: "", missed: ["now-3 b2", "now-4 a2"] },
  { name: "half an id", after: "now", missed: ["now-3 b2", "now-4 a2"] },
  { name: "an id with more behind it", after: "now-4 ", missed: ["now-3 b2", "now-4 a2"] },
])("F49: who comes again with the last id is told what it missed: $name", ({ after, missed }) => {
  const [a, b] = [new Telling("a"), new Telling("b")];
  const feed = feedOf(a, b);
  a.become(1);
  b.become(1);
  b.become(2);
  a.become(2);
  expect(heard(feed, after).events).toEqual(missed);
});

test("F49: a thousand who come again share one buffer, hear each newest revision once, and ask no cluster", () => {
  const clusters = Array.from({ length: 12 }, (_, index) => new Telling(`c${String(index)}`));
  const feed = feedOf(...clusters);
  for (let revision = 1; revision <= 5; revision++) for (const cluster of clusters) cluster.become(revision);
  const newest = clusters.map(({ id }, index) => `now-${String(49 + index)} ${id}5`);
  const clients = Array.from({ length: 1_000 }, (_, index) => heard(feed, index % 2 === 0 ? null : "before-7"));
  for (const { events } of clients) expect(events).toEqual(newest);
  expect(new Set(clients.flatMap(({ pieces }) => pieces)).size).toBe(1);
  expect(clusters.map(({ subscribed }) => subscribed)).toEqual(Array(12).fill(1));
  clusters[3]?.become(6);
  for (const { events } of clients) expect(events).toEqual([...newest, "now-61 c36"]);
  expect(new Set(clients.map(({ pieces }) => pieces[1])).size).toBe(1);
});
