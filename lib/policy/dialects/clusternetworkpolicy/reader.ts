import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import type { Schema } from "./schema.ts";

/** What every part of one policy is read with. */
export interface Reader {
  readonly source: SourceObject;
  readonly ref: ObjectRef;
  readonly schema: Schema;
}
