import { expect, test } from "vitest";
import { pod, textOf } from "./client.fixture.ts";
import type { FaultAction } from "./fault.ts";
import { inProcess } from "./inprocess.ts";
import type { KubeObject } from "./object.ts";
import { Random } from "./random.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);
const FAULTS: readonly FaultAction[] = [{ kind: "rst" }, { kind: "fin" }, { kind: "delay", milliseconds: 700 }, { kind: "duplicate" }, { kind: "garbage", text: "{\n" }];

interface Event {
  readonly type: string;
  readonly object: KubeObject;
}

/** The plainest client that is right: lists by pages, watches from there, and lists anew after anything odd. */
async function follow(api: ApiServer, cache: Map<string, string>, signal: AbortSignal): Promise<void> {
  const { send } = inProcess(api);
  while (!signal.aborted) {
    try {
      const listed = new Map<string, string>();
      let [token, version] = ["", ""];
      do {
        const reply = await send({ method: "GET", path: `/api/v1/pods?limit=3&continue=${token}` }, signal);
        const page = JSON.parse(await textOf(reply.body)) as { items?: KubeObject[]; metadata: { continue?: string; resourceVersion: string } };
        for (const { metadata } of page.items ?? []) listed.set(metadata.name, metadata.resourceVersion ?? "");
        [token, version] = [page.metadata.continue ?? "", page.metadata.resourceVersion];
      } while (token !== "");
      cache.clear();
      for (const [name, resourceVersion] of listed) cache.set(name, resourceVersion);
      const watch = await send({ method: "GET", path: `/api/v1/pods?watch=1&resourceVersion=${version}&timeoutSeconds=20` }, signal);
      for await (const chunk of watch.body) {
        const { type, object } = JSON.parse(Buffer.from(chunk).toString()) as Event;
        if (type === "ERROR") break;
        if (type === "DELETED") cache.delete(object.metadata.name);
        else cache.set(object.metadata.name, object.metadata.resourceVersion ?? "");
      }
    } catch {
      await api.time.sleep(500, signal).catch(() => undefined);
    }
  }
}

/** @returns what the client holds in the end, what the server holds, and all that was asked */
async function schedule(seed: number) {
  const [time, random] = [new VirtualTime(), new Random(seed)];
  const api = new ApiServer({ time, seed });
  const cache = new Map<string, string>();
  const leaving = new AbortController();
  const client = follow(api, cache, leaving.signal);
  for (let step = 0; step < 120; step++) {
    const name = `p${String(random.below(12))}`;
    const chance = random.below(20);
    if (chance < 9) api.put(pod(name, { step: String(step) }));
    else if (chance < 13) api.remove(pod(name));
    else if (chance === 13) api.compact();
    else if (chance === 14) api.endWatches();
    else if (chance === 15) api.inject({ at: { kind: "between events" }, when: { verb: "watch" }, action: FAULTS[random.below(FAULTS.length)] ?? { kind: "rst" } });
    else if (chance === 16) api.inject({ at: { kind: "after bytes", bytes: random.below(900) }, action: FAULTS[random.below(3)] ?? { kind: "rst" } });
    else await time.advance(random.below(3_000));
  }
  api.faults.clear();
  await time.advance(60_000);
  const server = new Map(api.objects("pods").map(({ metadata }) => [metadata.name, metadata.resourceVersion ?? ""]));
  leaving.abort();
  await client;
  return { cache, server, requests: api.requests, time };
}

test.each(SEEDS)("schedule %i: after quiet a client that follows the rules holds what the server holds, and nothing is left over", async (seed) => {
  const { cache, server, time } = await schedule(seed);
  expect(new Map([...cache].sort())).toEqual(new Map([...server].sort()));
  expect(time.sleeping).toBe(0);
});

test("the same seed takes the same course, to the millisecond", async () => {
  const [one, other] = [await schedule(3), await schedule(3)];
  expect(one.requests.length).toBeGreaterThan(5);
  expect(one.requests).toEqual(other.requests);
});
