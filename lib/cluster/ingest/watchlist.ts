import type { Field } from "#lib/source/field.ts";
import type { Place } from "#lib/source/object.ts";
import { formatPath } from "#lib/source/object.ts";
import type { WatchedCheck } from "../facts.ts";
import type { Reader } from "./object.ts";
import { ownSpec, requiredText } from "./strict.ts";
import { choice, portNumber, protocol, required } from "./values.ts";

/** The connections that somebody depends on, each with the verdict that is expected. */
export const readWatchList: Reader = (object) => {
  const spec = ownSpec(object).allow("checks");
  return spec.at("checks").list().flatMap((entry) => watchedCheck(entry, placeAt(object.place, entry, object.source.lineOf(entry.path))));
};

/** A check with an error is left out: one that lost its `expect` to a typing error would ask for the opposite. */
function watchedCheck(entry: Field, place: Place): readonly WatchedCheck[] {
  const before = entry.problems.errors.length;
  entry.allow("name", "from", "to", "port", "protocol", "expect").map();
  const name = requiredText(entry.at("name"));
  const from = requiredText(entry.at("from"));
  const to = requiredText(entry.at("to"));
  const port = required(entry.at("port"), portNumber(entry.at("port")));
  const spoken = protocol(entry.at("protocol"));
  const expect = choice(entry.at("expect"), ["allow", "deny"], "allow");
  if (!name || !from || !to || port === undefined || spoken === undefined || expect === undefined || entry.problems.errors.length > before) return [];
  return [{ kind: "watched-check", name, from, to, port, protocol: spoken, expect, place }];
}

const placeAt = ({ file }: Place, entry: Field, line: number): Place => ({ file, line, path: formatPath(entry.path) });
