import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Browser } from "./browser.fixture.ts";
import type { Heard } from "./link.ts";
import { Revisions } from "./revisions.ts";
import { Stream } from "./stream.ts";

let browser: Browser;
beforeEach(() => {
  vi.useFakeTimers();
  browser = new Browser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tab that shows something; `close` is what its end does. */
function tab() {
  const revisions = new Revisions();
  const close = revisions.subscribe(() => undefined);
  return { revisions, close, link: () => revisions.current().link.kind, of: (cluster: string) => revisions.current().revisions[cluster] };
}
const tabs = (number: number) => Array.from({ length: number }, tab);
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("tabs of one browser", () => {
  test("eight have one connection, and all hear", async () => {
    const all = tabs(8);
    await pass(10);
    browser.say("prod", 4);
    await pass(10);
    expect(browser.opened).toBe(1);
    expect(all.map(({ link, of }) => [link(), of("prod")])).toEqual(Array(8).fill(["live", 4]));
  });

  test("a tab that comes later knows at once what the others know", async () => {
    tabs(1);
    await pass(10);
    browser.say("prod", 4);
    const late = tab();
    await pass(10);
    expect([late.link(), late.of("prod"), browser.opened]).toEqual(["live", 4, 1]);
  });

  test("whoever listens hands over when it ends", async () => {
    const [first, ...rest] = tabs(3);
    await pass(10);
    first?.close();
    await pass(10);
    browser.say("prod", 5);
    await pass(10);
    expect([browser.open.size, browser.opened]).toEqual([1, 2]);
    expect(rest.map(({ of }) => of("prod"))).toEqual([5, 5]);
  });

  test("a hidden tab still hears", async () => {
    const [, second] = tabs(2);
    await pass(10);
    browser.hide(true);
    browser.say("prod", 6);
    await pass(10);
    expect(second?.of("prod")).toBe(6);
  });

  test("from a tab that sleeps the lead is taken", async () => {
    browser.sleepWithTheLock();
    const [first, second] = tabs(2);
    await pass(2_900);
    expect(browser.opened).toBe(0);
    await pass(200);
    browser.say("prod", 7);
    await pass(10);
    expect(browser.open.size).toBe(1);
    expect([first?.of("prod"), second?.of("prod")]).toEqual([7, 7]);
  });

  test("a page that is put to sleep hands over, and comes back as one of the others", async () => {
    const all = tabs(2);
    await pass(10);
    document.dispatchEvent(new Event("freeze"));
    await pass(10);
    expect(browser.open.size).toBe(0);
    document.dispatchEvent(new Event("resume"));
    await pass(10);
    browser.say("prod", 8);
    await pass(10);
    expect(browser.open.size).toBe(1);
    expect(all.map(({ of }) => of("prod"))).toEqual([8, 8]);
  });

  test("all tell the same loss, with the same countdown; `Now` works from each", async () => {
    const [first, second] = tabs(2);
    await pass(10);
    browser.breakAll();
    await pass(10);
    expect(second?.revisions.current().link).toEqual(first?.revisions.current().link);
    expect(second?.revisions.current().link).toMatchObject({ kind: "lost" });
    expect(browser.open.size).toBe(0);
    second?.revisions.retryNow();
    await pass(10);
    expect([browser.open.size, first?.link(), second?.link()]).toEqual([1, "live", "live"]);
    expect([first, second].map((one) => one?.revisions.current().returns)).toEqual([1, 1]);
  });

  test("a connection that is silent is lost", async () => {
    const [only] = tabs(1);
    await pass(44_000);
    expect(only?.link()).toBe("live");
    await pass(2_000);
    expect(only?.link()).toBe("lost");
    await pass(10_000);
    expect(only?.link()).toBe("live");
  });
});

describe("what is read", () => {
  const beats = async (number: number): Promise<void> => {
    for (let beat = 0; beat < number; beat++) {
      await pass(15_000);
      browser.event("beat", {});
    }
  };

  test("is answered at every second beat, by the tab that holds the stream only", async () => {
    const all = tabs(3);
    await pass(10);
    browser.event("stream", { stream: "first", retry: 1_000 });
    await beats(8);
    expect(browser.alive).toEqual(["first", "first", "first", "first"]);
    expect(all.map(({ link }) => link())).toEqual(["live", "live", "live"]);
  });

  test("is answered under the name that the newest stream has, and not where there is none", async () => {
    const [only] = tabs(1);
    await pass(10);
    browser.event("stream", { stream: "first", retry: 1_000 });
    browser.breakAll();
    await pass(1_000);
    expect(only?.link()).toBe("live");
    await beats(2);
    expect(browser.alive).toEqual([]);
    browser.event("stream", { stream: "second", retry: 1_000 });
    await beats(2);
    expect(browser.alive).toEqual(["second"]);
  });

  test("is answered where revisions come all the time, no more often", async () => {
    tabs(1);
    await pass(10);
    browser.event("stream", { stream: "first", retry: 1_000 });
    for (let second = 0; second < 100; second++) {
      await pass(1_000);
      browser.say("prod", second);
    }
    expect(browser.alive).toEqual(["first", "first", "first", "first"]);
  });
});

describe("a server that stops", () => {
  test.each([
    { name: "says when to come again", end: () => browser.event("bye", { retry: 4_321 }), wait: 4_321 },
    { name: "breaks off: its first event has said it", end: () => browser.breakAll(), wait: 9_000 },
  ])("$name", async ({ end, wait }) => {
    const [first, second] = tabs(2);
    await pass(10);
    browser.event("stream", { stream: "a", retry: 9_000 });
    end();
    await pass(0);
    expect([first?.link(), browser.open.size]).toEqual(["lost", 0]);
    expect(second?.revisions.current().link).toEqual(first?.revisions.current().link);
    await pass(wait - 1);
    expect(browser.open.size).toBe(0);
    await pass(2);
    expect([first?.link(), second?.link(), browser.open.size]).toEqual(["live", "live", 1]);
  });

  test.each([[0, 1_000], [0.5, 5_500], [0.999_999, 10_000]])("that was never heard: %d is a first wait of %d ms", async (fraction, wait) => {
    const heard: Heard[] = [];
    const stream = new Stream((one) => heard.push(one), () => fraction);
    stream.open();
    browser.breakAll();
    const [lost] = heard;
    expect(lost?.kind === "lost" && lost.retryAt - lost.at).toBe(wait);
    stream.close();
  });
});

describe("where tabs cannot speak to each other", () => {
  beforeEach(() => vi.stubGlobal("navigator", {}));

  test("each has its own connection, and a hidden one lets go of it", async () => {
    const [first] = tabs(2);
    await pass(10);
    browser.say("prod", 4);
    expect([browser.open.size, first?.of("prod")]).toEqual([2, 4]);
    browser.hide(true);
    expect(browser.open.size).toBe(0);
    browser.hide(false);
    expect(browser.open.size).toBe(2);
  });

  test("one that ends lets go too", async () => {
    const [first] = tabs(1);
    first?.close();
    browser.hide(true);
    browser.hide(false);
    expect(browser.open.size).toBe(0);
  });
});
