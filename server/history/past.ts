import type { Context } from "#lib/check/context.ts";
import type { Moment } from "#lib/api/moment.ts";
import { NOTHING_STORED } from "#lib/describe/gone.ts";
import { contextOfObjects } from "#lib/history/rebuilt.ts";
import { Recent } from "../recent.ts";
import { StoreFault } from "../store/database.ts";
import { ViewError } from "../viewerror.ts";
import { askedMoment } from "./askedmoment.ts";
import type { History } from "./history.ts";

/** Past states that are kept at hand: those of a page and of what it is compared with. */
const MOST = 4;

/** The contexts of past states, the last few of them held: a page asks for one several times. */
export class Past {
  readonly #history: History | undefined;
  readonly #recent = new Recent<Context>(MOST);

  /** @param history undefined: nothing is stored of this cluster */
  constructor(history: History | undefined) {
    this.#history = history;
  }

  /** @throws ViewError for no time, and for one of which nothing is known */
  contextAt(at: string): Promise<Context> {
    const moment = askedMoment(at, "at");
    return this.#recent.of(`${moment.from} ${moment.until}`, () => this.#read(moment));
  }

  async #read(moment: Moment): Promise<Context> {
    if (this.#history === undefined) throw new ViewError("gone", NOTHING_STORED, "at");
    return contextOfObjects(await stored(this.#history.stateAt(moment)));
  }
}

/** What a store could not do is told as that. @rejects with ViewError */
export async function stored<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof StoreFault) throw new ViewError("busy", `the history cannot be read: ${error.message}`);
    throw error;
  }
}
