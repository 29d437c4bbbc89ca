import { ingest } from "#lib/cluster/ingest.ts";
import { prunedSource } from "#lib/cluster/pruned.ts";
import { isPolicyGroup } from "#lib/cluster/ingest/policygroups.ts";
import { type SourceObject, groupOf } from "#lib/source/object.ts";
import { type Decode, isMap, text } from "./entry.ts";

/** Keeps of an object of the API what lib/cluster allows, and of a policy the text that people are shown. */
export const decode: Decode = (object) => {
  const metadata = isMap(object["metadata"]) ? object["metadata"] : {};
  const file = `${text(object["kind"])} ${[text(metadata["namespace"]), text(metadata["name"])].filter((part) => part !== "").join("/")}`;
  return ingest(isPolicyGroup(groupOf(text(object["apiVersion"]))) ? prunedSource(object, file) : textless(object, file), object);
};

/** Of other kinds no text is kept, so there are no lines in it either. */
const textless = (value: unknown, file: string): SourceObject => ({ value, file, lineOf: () => 1, text: () => "" });
