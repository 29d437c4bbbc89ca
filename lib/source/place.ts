import { type Path, type Place, type SourceObject, formatPath } from "./object.ts";

/** Where the value at `path`, or its nearest parent, stands in the input. */
export const placeOf = (source: SourceObject, path: Path): Place => ({
  file: source.file,
  line: source.lineOf(path),
  path: formatPath(path),
});
