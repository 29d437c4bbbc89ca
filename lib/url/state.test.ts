import fc from "fast-check";
import { expect, test } from "vitest";
import { SHOWN } from "#lib/api/map.ts";
import { CODES } from "#lib/check/codes.ts";
import { atTime, checkPath, mapPath, policyPath, staying, timelinePath, workloadPath } from "./paths.ts";
import { START, type UrlState, VIEWS, formatState, parseState } from "./state.ts";
import { WINDOWS } from "./window.ts";

const wellFormed = fc.string({ unit: "grapheme" });
const someText = fc.string({ unit: "grapheme", minLength: 1 });
const state: fc.Arbitrary<UrlState> = fc.record({
  view: fc.option(fc.constantFrom(...VIEWS), { nil: undefined }),
  sel: fc.option(someText, { nil: undefined }),
  ns: fc.array(someText.filter((name) => !name.includes(","))),
  from: wellFormed,
  to: wellFormed,
  port: wellFormed,
  proto: wellFormed,
  kind: fc.option(someText, { nil: undefined }),
  asof: fc.option(fc.constant("2026-04-16T02:13:40Z"), { nil: undefined }),
  was: fc.option(fc.constantFrom(...CODES), { nil: undefined }),
  at: fc.option(fc.constant("2026-04-16T02:08:51.350Z"), { nil: undefined }),
  win: fc.constantFrom(...WINDOWS, "2026-04-16T01:30:00Z..2026-04-16T02:41:00.250Z"),
  blame: fc.boolean(),
  compare: fc.option(fc.constant("2026-04-16T02:13:40Z"), { nil: undefined }),
  q: wellFormed,
  open: fc.array(someText.filter((name) => !name.includes(","))),
  show: fc.subarray([...SHOWN]),
  hide: fc.subarray([...SHOWN]),
  focus: fc.option(someText, { nil: undefined }),
  sort: fc.option(fc.constantFrom("port", "-verdict"), { nil: undefined }),
  cols: fc.array(someText.filter((name) => !name.includes(","))),
  cam: fc.option(fc.constantFrom("1,0,0", "0.25,-310,42"), { nil: undefined }),
  pod: fc.option(someText, { nil: undefined }),
  rest: fc.uniqueArray(fc.tuple(someText.map((name) => `x${name}`), wellFormed), { selector: ([name]) => name }).map((pairs) => pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))),
});

test("every state survives its link", () => {
  fc.assert(
    fc.property(state, (given) => {
      expect(parseState(formatState(given))).toEqual({ state: given, notices: [] });
    }),
  );
});

test("any query string at all can be read, and then is stable", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (search) => {
      const once = formatState(parseState(search).state);
      expect(formatState(parseState(once).state)).toBe(once);
    }),
  );
});

test.each([
  { name: "defaults are left out, the version never", link: formatState(START), is: "?v=1" },
  { name: "ids stay readable", link: mapPath("prod", { sel: "default/pod/api-client~dns:api.stripe.com~443-tcp" }), is: "/c/prod/map?sel=default/pod/api-client~dns:api.stripe.com~443-tcp&v=1" },
  { name: "keys are sorted", link: checkPath("prod", { to: "dns:api.stripe.com", port: "443", from: "default/pod/api-client", proto: "UDP" }), is: "/c/prod/check?from=default/pod/api-client&port=443&proto=udp&to=dns:api.stripe.com&v=1" },
  { name: "a policy's line", link: policyPath("prod", "default/default-deny", { line: 12 }), is: "/c/prod/policies/default/default-deny?v=1#L12" },
  { name: "a policy without a namespace", link: policyPath("prod", "/baseline"), is: "/c/prod/policies/_cluster/baseline?v=1" },
  { name: "a workload", link: workloadPath("prod", "default/pod/api-client"), is: "/c/prod/ns/default/pod/api-client?v=1" },
  { name: "one change of a connection on the timeline", link: timelinePath("prod", { sel: "a/pod/b~internet~443-tcp" }, "2026-04-16T02:08:51.000Z"), is: "/c/prod/timeline?sel=a/pod/b~internet~443-tcp&v=1#at-2026-04-16T02:08:51.000Z" },
  { name: "the usual range is left out", link: timelinePath("prod", { win: "24h" }), is: "/c/prod/timeline?v=1" },
  { name: "a page as it was", link: atTime("/c/prod/policies/default/default-deny?v=1#L12", "2026-04-16T02:13:40Z"), is: "/c/prod/policies/default/default-deny?at=2026-04-16T02:13:40Z&v=1#L12" },
  { name: "and as it is again", link: atTime("/c/prod/map?at=2026-04-16T02:13:40Z&sel=x&v=1", undefined), is: "/c/prod/map?sel=x&v=1" },
  { name: "a link of a past state stays there", link: staying("/c/prod/map?v=1", "2026-04-16T02:13:40Z"), is: "/c/prod/map?at=2026-04-16T02:13:40Z&v=1" },
  { name: "unless it names a time of its own", link: staying("/c/prod/map?at=2026-04-16T02:00:00Z&v=1", "2026-04-16T02:13:40Z"), is: "/c/prod/map?at=2026-04-16T02:00:00Z&v=1" },
  { name: "or leads elsewhere", link: staying("https://kubernetes.io/", "2026-04-16T02:13:40Z"), is: "https://kubernetes.io/" },
  { name: "unknown parameters are kept", link: formatState(parseState("?zoom=3&view=table").state), is: "?v=1&view=table&zoom=3" },
])("$name", ({ link, is }) => expect(link).toBe(is));

test("a bad value is told", () => {
  expect(parseState("view=round&was=MAYBE&asof=yesterday&win=9h&blame=yes&at=2026-13-16T02:13:40Z&v=9").notices.map(({ parameter }) => parameter)).toEqual(["view", "was", "asof", "win", "blame", "at", "v"]);
});
