import { readdirSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { LiveCluster } from "#components/live/LiveCluster.tsx";
import { htmlAt, wordsOf } from "#components/url/address.fixture.tsx";
import { CLUSTER, NOW } from "./given.ts";
import { Gallery } from "./Gallery.tsx";
import { STATES } from "./states.tsx";

const words = (part: (typeof STATES)[number]["part"]): string => wordsOf(htmlAt("/c/prod/map", <LiveCluster cluster={CLUSTER} renderedAt={NOW}>{part}</LiveCluster>));

test.each(STATES.flatMap(({ component, state, says, part }) => (says === undefined ? [] : [{ component, state, says, part }])))("$component, $state: $says", ({ says, part }) => expect(words(part)).toContain(says));

test("without a source of flows no state speaks of what flows", () => expect(STATES.filter(({ part }) => /\bflows?\b|Hubble|0 drops/i.test(words(part))).map(({ component, state }) => `${component}, ${state}`)).toEqual([]));

test("each state has its name, and the page shows all of them", () => {
  const html = htmlAt("/debug", <Gallery theme="system" />);
  for (const { state } of STATES) expect(html).toContain(`data-state="${state}"`);
  expect(new Set(STATES.map(({ component, state }) => `${component}, ${state}`)).size).toBe(STATES.length);
});

describe("it is there for development only", () => {
  const extensions = async (mode: string): Promise<readonly string[]> => {
    vi.stubEnv("NODE_ENV", mode);
    vi.resetModules();
    const { default: config } = (await import("../../next.config.js")) as { readonly default: { readonly pageExtensions: readonly string[] } };
    vi.unstubAllEnvs();
    return config.pageExtensions;
  };
  const isPage = (file: string, endings: readonly string[]): boolean => endings.some((ending) => file === `page.${ending}` || file === `route.${ending}`);
  const pages = async (mode: string): Promise<readonly string[]> => {
    const endings = await extensions(mode);
    return readdirSync(import.meta.dirname).filter((file) => isPage(file, endings));
  };
  test("a page where it is developed", async () => expect(await pages("development")).toEqual(["page.dev.tsx"]));
  test("none in what is built", async () => expect(await pages("production")).toEqual([]));
});
