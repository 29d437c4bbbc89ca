import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { arrived, hearArrivals, replaceAddress, setsOut } from "./underway.ts";

const NEXT = { __NA: true };

/** What was written, and whether Next heard of it. */
let written: { readonly address: string; readonly isHeard: boolean }[];
let unhear: () => void;
let arrive: ReturnType<typeof vi.fn<() => void>>;

/** The browser is at this address. */
const be = (address: string): void => {
  const { pathname, search, hash } = new URL(address, "http://127.0.0.1");
  const history = {
    state: NEXT,
    replaceState: (state: unknown, _: string, next: string) => {
      written.push({ address: next, isHeard: state !== NEXT });
      be(next);
    },
  };
  vi.stubGlobal("window", { location: { pathname, search, hash }, history });
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
  setsOut();
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
