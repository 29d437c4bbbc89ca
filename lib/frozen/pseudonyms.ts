import { parseAddress } from "#lib/net/address.ts";
import { parseCidr } from "#lib/net/cidr.ts";
import { bareKey, isOwnKey, type Named, type Names } from "./names.ts";
import { EVERYWHERE, OUR_WORDS } from "./ourwords.ts";

/** The blocks that are kept for documentation: RFC 5737, RFC 3849. */
const V4_BLOCKS = ["198.51.100", "203.0.113", "192.0.2"] as const;

/** What means everything tells nothing. */
const KEPT_ADDRESSES: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

const TOKEN = /(?<![\w.])(?:[0-9A-Fa-f]{1,4}:|::)[0-9A-Fa-f:]*:?[0-9A-Fa-f:.]*|[\p{L}\p{N}_*][\p{L}\p{N}_.*-]*/gu;

/** What stands before a name where it is one, whatever word it is. */
const BEFORE_NAME = /(?:[/`'"=]|· ?|-n |--namespace |\b(?:ns|svc|dns|node|policy):)$/;

/** With its length as a block, and signs behind it. */
const LONGEST_ADDRESS = 64;

/** One pseudonym for each name and address, given in the order of their first use: stable for one document. */
export class Pseudonyms {
  readonly #names: Names;
  readonly #given = new Map<string, string>();
  readonly #addresses = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  /** Nothing is called as something else is called already. */
  readonly #taken: (candidate: string) => boolean;
  /** Names that are more than one word of text: files, images. The longest first. */
  readonly #long: readonly string[];

  /** @param text all that is to be replaced */
  constructor(names: Names, text: string) {
    this.#names = names;
    this.#taken = (candidate) => names.has(candidate) || text.includes(candidate);
    this.#long = [...names.keys()].filter((name) => /[^\p{L}\p{N}_.*-]/u.test(name) && text.includes(name)).toSorted((a, b) => b.length - a.length);
  }

  /** A sentence, or anything else in which names stand among words. */
  text(text: string): string {
    if (this.#names.has(text)) return this.name(text);
    // What was replaced is set apart, so that nothing in it is replaced again.
    const [name] = this.#long.filter((long) => text.includes(long));
    if (name !== undefined) return text.split(name).map((part) => (part === "" ? "" : this.text(part))).join(this.name(name));
    return text.replace(TOKEN, (token, at: number) => this.#token(token, text, at));
  }

  /** A name that stands alone. */
  name(name: string, named: Named = "object"): string {
    if (EVERYWHERE.has(name)) {
      this.#given.set(name, name);
      return name;
    }
    const kind = this.#names.get(name) ?? named;
    const given = this.#given.get(name) ?? this.#next(kind, kind === "host" ? (n) => `host-${n}.example` : (n) => `${kind}-${n}`);
    this.#given.set(name, given);
    return given;
  }

  /** A value of the API in which nothing but what the API gives is known to be harmless. */
  value(text: string, named: Named = "label"): string {
    if (text === "" || /^(?:true|false|\*|-?\d+(?:\.\d+)?(?:-\d+)?|(?:container|init)-\d+)$/.test(text)) return text;
    const address = this.address(text);
    if (address !== undefined) return address;
    if (this.#names.has(text)) return this.name(text);
    return /[\s'"=(){}:/*]/.test(text) ? this.text(text) : this.name(text, named);
  }

  key(key: string): string {
    const bare = bareKey(key);
    return isOwnKey(key) ? key.slice(0, key.length - bare.length) + this.name(bare, "label") : key;
  }

  /** @returns undefined for what is neither an address nor a block */
  address(text: string): string | undefined {
    const block = parseCidr(text)?.cidr;
    const address = block ? undefined : parseAddress(text);
    if (!block && !address) return undefined;
    const [host = "", prefix] = (block?.text ?? address?.text ?? "").split("/");
    const family = block?.family ?? address?.family;
    return `${KEPT_ADDRESSES.has(host) ? host : this.#addressOf(host, family === 6)}${prefix === undefined ? "" : `/${prefix}`}`;
  }

  /** What was replaced, and by what. */
  get used(): { readonly names: ReadonlyMap<string, string>; readonly addresses: ReadonlyMap<string, string> } {
    return { names: this.#given, addresses: this.#addresses };
  }

  #token(token: string, text: string, at: number): string {
    let core = token.length > LONGEST_ADDRESS ? token.replace(/[.:*-]+$/, "") : token;
    // An address such as 2001:db8:: ends in a sign that sentences end in too.
    for (; core !== ""; core = core.slice(0, -1)) {
      const address = this.address(core);
      if (address !== undefined) return address + token.slice(core.length);
      if (!/[.:*-]$/.test(core)) break;
    }
    const tail = token.slice(core.length);
    if (core === "") return token;
    const bare = core.replace(/^\*+\.?/, "");
    const lead = core.slice(0, core.length - bare.length);
    const before = text.slice(0, at);
    if (this.#isName(bare, before, text.slice(at + token.length))) return lead + this.name(bare) + tail;
    const lower = bare.toLowerCase();
    if (lower !== bare && this.#names.get(lower) === "host") return lead + this.name(lower) + tail;
    return lead + this.#parts(bare) + tail;
  }

  #isName(word: string, before: string, after: string): boolean {
    if (!this.#names.has(word)) return false;
    return !OUR_WORDS.has(word) || BEFORE_NAME.test(before) || /^(?:=|\/[\p{L}\p{N}])/u.test(after);
  }

  /** `web.shop.svc.cluster.local`, `api.stripe.com` below a known `stripe.com`, `web-5d4f` of a known `web`. */
  #parts(word: string): string {
    const labels = word.split(".");
    for (let i = 1; i < labels.length; i++) {
      const rest = labels.slice(i).join(".");
      if (this.#names.get(rest) === "host") return `${labels.slice(0, i).map((label) => this.name(label)).join(".")}.${this.name(rest)}`;
    }
    if (labels.length > 1) return labels.map((label) => (this.#names.has(label) && !OUR_WORDS.has(label) ? this.name(label) : label)).join(".");
    const owner = [...word.matchAll(/-/g)].map(({ index }) => word.slice(0, index)).findLast((head) => this.#names.has(head) && !OUR_WORDS.has(head) && !EVERYWHERE.has(head));
    return owner === undefined ? word : this.name(owner) + word.slice(owner.length);
  }

  #addressOf(text: string, isV6: boolean): string {
    const given = this.#addresses.get(text) ?? this.#next(isV6 ? "v6" : "v4", isV6 ? (n) => `2001:db8::${n.toString(16)}` : v4At);
    this.#addresses.set(text, given);
    return given;
  }

  #next(kind: string, write: (number: number) => string): string {
    for (let number = (this.#counts.get(kind) ?? 0) + 1; ; number++) {
      this.#counts.set(kind, number);
      const candidate = write(number);
      if (!this.#taken(candidate)) return candidate;
    }
  }
}

/** More addresses than the blocks have come from 240.0.0.0/4, which nobody uses (RFC 1112). */
function v4At(number: number): string {
  const block = V4_BLOCKS[Math.floor((number - 1) / 254)];
  return block === undefined ? `240.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}` : `${block}.${((number - 1) % 254) + 1}`;
}
