import { expect, test } from "vitest";
import { playwrightFailures, vitestFailures } from "./failures.ts";

test("Vitest's failed tests are named with the first line of their error", () => {
  const report = {
    testResults: [
      { name: "/r/lib/a.test.ts", status: "failed", assertionResults: [
        { ancestorTitles: ["a group"], title: "does it", status: "failed", failureMessages: ["\u001b[31mError: it is 1\u001b[39m\n  at a.ts:3"] },
        { ancestorTitles: [], title: "does that", status: "passed", failureMessages: [] },
      ] },
      { name: "/r/lib/b.test.ts", status: "failed", message: "\nCannot find module `c`\nmore", assertionResults: [] },
      { name: "/r/lib/d.test.ts", status: "passed", assertionResults: [{ ancestorTitles: [], title: "x", status: "passed" }] },
    ],
  };
  expect(vitestFailures(report, "/r")).toEqual(["lib/a.test.ts › a group › does it: Error: it is 1", "lib/b.test.ts: Cannot find module `c`"]);
});

test("Playwright's are too; one that passed only when repeated is among them", () => {
  const spec = (title: string, status: string, message?: string) => ({ title, file: "map.spec.ts", tests: [{ status, results: [{ ...(message !== undefined && { error: { message } }) }, {}] }] });
  const report = { suites: [{ title: "map.spec.ts", file: "map.spec.ts", specs: [spec("opens", "expected"), spec("moves", "flaky", "Error: late\nat x")], suites: [{ title: "by keyboard", file: "map.spec.ts", specs: [spec("selects", "unexpected", "Error: none")] }] }] };
  expect(playwrightFailures(report)).toEqual(["e2e/map.spec.ts › moves: Error: late", "e2e/map.spec.ts › by keyboard › selects: Error: none"]);
});

test("a server that does not start fails no test, and is named", () => {
  expect(playwrightFailures({ errors: [{ message: "Error: the server ended" }], suites: [] })).toEqual(["e2e: Error: the server ended"]);
});

test("without a report nothing is named", () => {
  expect(vitestFailures(undefined, "/r")).toEqual([]);
  expect(playwrightFailures(undefined)).toEqual([]);
});
