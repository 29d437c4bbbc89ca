import type { StepCode } from "#lib/check/codes.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import { identityOf } from "#lib/source/identity.ts";

/** One numbered line of the decision trace: what was asked, what was answered, and where it stands. */
export interface Step {
  readonly code: StepCode;
  readonly text: string;
  readonly object?: string;
  readonly path?: string;
  readonly file?: string;
  readonly line?: number;
}

export const step = (code: StepCode, text: string, ref?: ObjectRef, place?: Place): Step => ({
  code,
  text,
  ...(ref && { object: identityOf(ref) }),
  ...(place && { path: place.path, file: place.file, line: place.line }),
});
