import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { arrived, asksAgain, hearArrivals, pushAddress, replaceAddress, setsOut, shows, wantedAddress } from "./underway.ts";

const NEXT = { __NA: true };

/** What was written, and whether Next heard of it. */
let written: { readonly address: string; readonly isHeard: boolean }[];
let unhear: () => void;
const listeners = new Map<string, () => void>();
let arrive: ReturnType<typeof vi.fn<() => void>>;

/** The browser is at this address. */
const be = (address: string): void => {
  const { href, pathname, search, hash } = new URL(address, "http://127.0.0.1");
  const write = (state: unknown, _: string, next: string): void => {
    written.push({ address: next, isHeard: state !== NEXT });
    be(next);
  };
  const history = { state: NEXT, pushState: write, replaceState: write };
  vi.stubGlobal("window", { location: { href, pathname, search, hash }, history, addEventListener: (name: string, told: () => void) => listeners.set(name, told), removeEventListener: (name: string) => listeners.delete(name) });
};

beforeEach(() => {
  written = [];
  be("/map?v=1");
  arrive = vi.fn<() => void>();
  unhear = hearArrivals(arrive);
});
afterEach(() => {
  unhear();
  vi.unstubAllGlobals();
});

test("an address is replaced so that Next knows", () => {
  replaceAddress("/map?cam=1,2,3");
  expect(written).toEqual([{ address: "/map?cam=1,2,3", isHeard: true }]);
});

test("while Next is under way it does not hear of it, and where it came to another page it never does", () => {
  setsOut();
  expect(arrive).toHaveBeenCalledOnce();
  replaceAddress("/map?cam=1,2,3");
  replaceAddress("/map?cam=4,5,6");
  be("/policies?v=1");
  arrived();
  expect(written).toEqual([{ address: "/map?cam=1,2,3", isHeard: false }, { address: "/map?cam=4,5,6", isHeard: false }]);
});

test.each([
  { name: "Next wrote the address from before", is: "/map?v=1" },
  { name: "Next wrote nothing", is: "/map?cam=4,5,6" },
])("where it stayed on the page, it is told afterwards: $name", ({ is }) => {
  asksAgain();
  replaceAddress("/map?cam=1,2,3");
  replaceAddress("/map?cam=4,5,6");
  be(is);
  arrived();
  expect(written.at(-1)).toEqual({ address: "/map?cam=4,5,6", isHeard: true });
  replaceAddress("/map?cam=7,8,9");
  expect(written.at(-1)).toEqual({ address: "/map?cam=7,8,9", isHeard: true });
});

test("before anybody can hear of the arrival nothing is held back", () => {
  unhear();
  setsOut();
  replaceAddress("/map?cam=1,2,3");
  expect(written).toEqual([{ address: "/map?cam=1,2,3", isHeard: true }]);
});

describe("what is wanted", () => {
  const wanted = (): string => wantedAddress().pathname + wantedAddress().search;
  const isMapWithout = ({ search }: URL): boolean => search === "?v=1";

  test("is what was written last, also while Next writes the address before over it", () => {
    pushAddress("/map?sel=a");
    pushAddress("/map?v=1");
    be("/map?sel=a");
    expect(wanted()).toBe("/map?v=1");
    shows(({ search }) => search === "?sel=a");
    expect(wanted()).toBe("/map?v=1");
  });
  test.each([
    { name: "it is shown", ends: () => shows(isMapWithout) },
    { name: "Next sets out for a page", ends: () => setsOut() },
    { name: "somebody went back", ends: () => listeners.get("popstate")?.() },
  ])("is the browser's once $name", ({ ends }) => {
    pushAddress("/map?v=1");
    ends();
    be("/policies?v=1");
    expect(wanted()).toBe("/policies?v=1");
  });
  test("is what is held back while Next is under way", () => {
    asksAgain();
    replaceAddress("/map?cam=1,2,3");
    be("/map?v=1");
    expect(wanted()).toBe("/map?cam=1,2,3");
  });
});
