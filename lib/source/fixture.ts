import type { SourceObject } from "./object.ts";

/** An object for tests. Its lines are told by depth (the root is line 1), so that a problem's line proves its path. */
export const sourceOf = (value: unknown): SourceObject => ({
  value,
  file: "policy.yaml",
  lineOf: (path) => path.length + 1,
  text: () => JSON.stringify(value),
});
