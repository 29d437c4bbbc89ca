import { expect, test } from "vitest";
import { problemsOf } from "./house.ts";

const lines = (count: number): string => "x;\n".repeat(count);

test.each([
  { name: "an unfinished thought", path: "lib/a.ts", content: "x;\n// TODO: y\n", problem: "lib/a.ts:2: finish it, or leave it out" },
  { name: "a test that keeps the others from running", path: "lib/a.test.ts", content: "test.only()", problem: "lib/a.test.ts:1: every test runs" },
  { name: "a test that does not run", path: "e2e/a.spec.ts", content: "test.skip()", problem: "e2e/a.spec.ts:1: every test runs" },
  { name: "a test that waits for the clock", path: "e2e/page.ts", content: "page.waitForTimeout(5)", problem: "e2e/page.ts:1: every test runs" },
  { name: "a registry in the lock file", path: "package-lock.json", content: '"resolved": "https://r.example/a.tgz"', problem: "names no registry" },
  { name: "a path of one machine", path: "README.md", content: "see /home/me/whydrop", problem: "README.md:1: a path of one machine" },
  { name: "a drawer for anything", path: "lib/utils.ts", content: "", problem: "lib/utils.ts: a file is named after" },
  { name: "a barrel", path: "components/index.tsx", content: "", problem: "components/index.tsx: a file is named after" },
  { name: "a long file", path: "lib/a.ts", content: lines(301), problem: "lib/a.ts: 301 lines, and 300 are the most" },
])("$name is against the rules", ({ path, content, problem }) => {
  expect(problemsOf(path, content)).toEqual([expect.stringContaining(problem)]);
});

test.each([
  { name: "a file of 300 lines", path: "lib/a.ts", content: lines(300) },
  { name: "a long test", path: "lib/a.test.ts", content: lines(400) },
  { name: "a property called only", path: "lib/a.ts", content: "x.only" },
  { name: "a URL with such a path", path: "lib/a.ts", content: "https://example.com/work/a and ./home/a" },
  { name: "a linked package of the project", path: "package-lock.json", content: '"resolved": "packages/a"' },
  { name: "a page of Next", path: "app/page.tsx", content: "x;" },
])("$name is fine", ({ path, content }) => {
  expect(problemsOf(path, content)).toEqual([]);
});
