import { readFileSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";

interface Rule {
  readonly applies: (path: string) => boolean;
  /** What is looked for, in every line; where absent, the name alone is against the rule. */
  readonly forbidden?: RegExp;
  readonly because: string;
}

const code = (path: string): boolean => /\.tsx?$/.test(path);
const tests = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path) || path.startsWith("e2e/");
const text = (path: string): boolean => /(\.(tsx?|js|json|css|md|ya?ml|sh)|^bin\/whydrop|^\.ci\/run)$/.test(path);

const rules: readonly Rule[] = [
  { applies: code, forbidden: /\b(TODO|FIXME)\b/, because: "finish it, or leave it out" },
  { applies: tests, forbidden: /\.(only|skip|skipIf|todo|fixme)\b|\bwaitForTimeout\b/, because: "every test runs, and waits for something that happens" },
  { applies: (path) => path === "package-lock.json", forbidden: /"resolved": "http/, because: "the lock file names no registry: run `npm run lock:fix`" },
  { applies: text, forbidden: /(?<![\w.*~/-])\/(root|home|work)\/\w/, because: "a path of one machine" },
  { applies: (path) => code(path) && /^(utils?|types|helpers?|index)\.tsx?$/.test(basename(path)), because: "a file is named after the one thought it holds" },
];

const longest = 300;
const foreign = new Set([".git", ".next", "coverage", "node_modules", "playwright-report", "test-results"]);
/** What is forbidden stands here. */
const exempt = /^scripts\/check\/house(\.test)?\.ts$/;

/** What the linter cannot say, one problem a line. */
export function houseProblems(root: string): readonly string[] {
  return filesBelow(root, root).flatMap((path) => problemsOf(path, readFileSync(join(root, path), "utf8")));
}

/** @param path relative to the project */
export function problemsOf(path: string, content: string): readonly string[] {
  if (exempt.test(path)) return [];
  const lines = content.split("\n");
  const broken = rules.filter(({ applies }) => applies(path)).flatMap((rule) => breaches(rule, lines).map((where) => `${path}${where}: ${rule.because}`));
  const length = lines.length - 1;
  return code(path) && !tests(path) && length > longest ? [...broken, `${path}: ${String(length)} lines, and ${String(longest)} are the most`] : broken;
}

/** @returns `:12` for a breach in line 12 */
function breaches({ forbidden }: Rule, lines: readonly string[]): readonly string[] {
  if (forbidden === undefined) return [""];
  return lines.flatMap((line, index) => (forbidden.test(line) ? [`:${String(index + 1)}`] : []));
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !foreign.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(root, join(folder, entry.name)) : [relative(root, join(folder, entry.name))]));
}
