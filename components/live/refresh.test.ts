import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clusterKey } from "../api/queries.ts";
import { refresher } from "./refresh.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that answers with the revision it has when it is asked, after a while. */
function setup({ slow, first = 1 }: { readonly slow: number; readonly first?: number }) {
  const server = { revision: first, asked: 0 };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity, gcTime: Infinity } } });
  const answers: number[] = [];
  const observer = new QueryObserver(client, {
    queryKey: clusterKey("prod", "graph"),
    queryFn: async () => {
      server.asked += 1;
      const { revision } = server;
      await new Promise((resolve) => setTimeout(resolve, slow));
      answers.push(revision);
      return { cluster: { revision } };
    },
    initialData: { cluster: { revision: first } },
  });
  observer.subscribe(() => undefined);
  const refresh = refresher(client, "prod");
  return { server, answers, tell: (revision: number, returns = 0) => refresh({ revision: (server.revision = revision), returns }), shown: () => observer.getCurrentResult().data?.cluster.revision };
}

test("what is known already is not asked again", async () => {
  const { server, tell } = setup({ slow: 10 });
  tell(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.asked).toBe(0);
});

test("a storm of revisions is a few questions, and the last revision is shown", async () => {
  const { server, tell, shown } = setup({ slow: 10 });
  for (let revision = 2; revision <= 201; revision++) {
    tell(revision);
    await vi.advanceTimersByTimeAsync(5);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.asked).toBeLessThanOrEqual(6);
  expect(shown()).toBe(201);
});

test("answers that are slower than the revisions still come", async () => {
  const { answers, tell, shown } = setup({ slow: 900 });
  for (let revision = 2; revision <= 21; revision++) {
    tell(revision);
    await vi.advanceTimersByTimeAsync(250);
  }
  expect(answers.length).toBeGreaterThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(shown()).toBe(21);
});

test("after a break everything is asked: another server may count anew", async () => {
  const { server, tell, shown } = setup({ slow: 10, first: 1 });
  tell(1);
  await vi.advanceTimersByTimeAsync(300);
  tell(1, 1);
  await vi.advanceTimersByTimeAsync(300);
  expect([server.asked, shown()]).toEqual([1, 1]);
});
