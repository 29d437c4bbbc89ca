import { parseAddress } from "#lib/net/address.ts";
import type { LookupFault } from "#lib/check/lookedup.ts";
import type { Time } from "#server/time.ts";
import type { Ask } from "./ask.ts";

/** A resolver of the tests' own: what it says can be changed, and what it was asked is counted. */
export class Script {
  /** An address, `ADDRESS ADDRESS…`, or a fault. A name that is not here does not exist. */
  readonly says = new Map<string, string>();
  readonly asked: string[] = [];
  ttl = 60;
  /** How long an answer takes, in milliseconds. */
  takes = 0;
  atOnce = 0;
  mostAtOnce = 0;
  readonly #time: Time;

  constructor(time: Time, says: Readonly<Record<string, string>> = {}) {
    this.#time = time;
    for (const [host, said] of Object.entries(says)) this.says.set(host, said);
  }

  readonly ask: Ask = async (host) => {
    this.asked.push(host);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    if (this.takes > 0) await this.#time.sleep(this.takes);
    this.atOnce--;
    const said = this.says.get(host) ?? "no-such-name";
    const addresses = said.split(" ").flatMap((text) => parseAddress(text) ?? []);
    const asked = { at: new Date(this.#time.wall()).toISOString().replace(".000Z", "Z"), by: ["10.0.0.2"] };
    return addresses.length > 0
      ? { lookedUp: { kind: "resolved", addresses, ...asked }, ttl: this.ttl }
      : { lookedUp: { kind: "unresolved", why: said as LookupFault, ...asked }, ttl: undefined };
  };
}
