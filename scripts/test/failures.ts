import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

interface VitestReport {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string; readonly failureMessages?: readonly string[] | null }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly file?: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string; readonly results: readonly { readonly error?: { readonly message?: string } }[] }[];
  }[];
}

/** `lib/a.test.ts › group › title: the first line of the error`, one a failed test, or a file that could not be run. */
export function vitestFailures(report: unknown, root: string): readonly string[] {
  const { testResults = [] } = (report ?? {}) as VitestReport;
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    const file = relative(root, name);
    if (failed.length === 0 && status === "failed") return [line([file], message)];
    return failed.map(({ ancestorTitles, title, failureMessages }) => line([file, ...ancestorTitles, title], failureMessages?.[0]));
  });
}

/** The same of the browser tests; one that passed only when it was repeated has failed. */
export function playwrightFailures(report: unknown): readonly string[] {
  const { suites = [], errors = [] } = (report ?? {}) as { readonly suites?: readonly PlaywrightSuite[]; readonly errors?: readonly { readonly message?: string }[] };
  return [...errors.map(({ message }) => line(["e2e"], message)), ...suites.flatMap((suite) => failuresIn(suite, []))];
}

/** @param above titles of the groups around; the outermost suite is the file */
function failuresIn({ title, file, suites = [], specs = [] }: PlaywrightSuite, above: readonly string[]): readonly string[] {
  const within = title === file || title === "" ? above : [...above, title];
  const own = specs.flatMap((spec) => spec.tests.filter(({ status }) => status === "unexpected" || status === "flaky").map(({ results }) =>
    line([`e2e/${spec.file}`, ...within, spec.title], results.find(({ error }) => error?.message !== undefined)?.error?.message)));
  return [...own, ...suites.flatMap((suite) => failuresIn(suite, within))];
}

function line(path: readonly string[], error: string | undefined): string {
  const first = stripVTControlCharacters(error ?? "").split("\n").find((text) => text.trim() !== "")?.trim();
  return `${path.join(" › ")}${first === undefined ? "" : `: ${first}`}`;
}
