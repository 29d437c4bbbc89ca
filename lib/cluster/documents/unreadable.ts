/** Why a text could not be decoded. The message names no content: what stands there may be a secret. */
export class Unreadable extends Error {
  /** Where in the text, in UTF-16 units from 0. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The deepest CRD schemas nest about fifty levels; beyond this is no manifest. */
export const MAX_DEPTH = 100;

export const tooDeep = (offset: number): Unreadable => new Unreadable(`nested deeper than ${MAX_DEPTH} levels`, offset);
