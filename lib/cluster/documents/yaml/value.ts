import { type Alias, type Pair, type ParsedNode, type Scalar, type YAMLMap, isAlias, isMap, isPair, isScalar, isSeq } from "yaml";
import { own } from "../own.ts";
import { Unreadable } from "../unreadable.ts";
import { resolvePlain } from "./scalar.ts";

/** What aliases may add to a document by repeating its parts; a bomb wants millions. */
const MAX_REPEATED = 100_000;
const TAG = "tag:yaml.org,2002:";
const KNOWN_TAGS: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq", "timestamp", "binary", "set", "omap", "merge"].map((name) => TAG + name),
);

interface Anchored {
  readonly value: unknown;
  readonly nodes: number;
}

/**
 * The plain value of a document. What aliases repeat is shared, not copied.
 *
 * @throws Unreadable
 */
export function valueOf(root: ParsedNode | null): unknown {
  return root === null ? null : new Evaluation().value(root);
}

class Evaluation {
  readonly #anchors = new Map<string, Anchored>();
  #nodes = 0;
  #repeated = 0;

  value(node: unknown): unknown {
    if (isAlias(node)) return this.#repeat(node);
    const before = this.#nodes++;
    checkTag(node);
    const value = this.#content(node);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, { value, nodes: this.#nodes - before });
    return value;
  }

  #content(node: unknown): unknown {
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) return node.items.map((child) => this.value(isPair(child) ? child.value : child));
    return isScalar(node) ? scalarValue(node) : null;
  }

  #map(node: YAMLMap): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const seen = new Set<string>();
    for (const pair of node.items) {
      if (isMergeKey(pair)) {
        this.#merge(map, pair);
        continue;
      }
      const key = this.#key(pair);
      if (seen.has(key)) throw new Unreadable(`the key \`${key.slice(0, 64)}\` stands twice in one map`, offsetOf(pair.key));
      seen.add(key);
      put(map, key, this.value(pair.value));
    }
    return map;
  }

  /** Keys become strings as JSON has them: `8080:` is "8080", `on:` is "true". */
  #key(pair: Pair): string {
    const key = this.value(pair.key);
    if (typeof key === "string") return key;
    if (typeof key === "number" || typeof key === "boolean") return String(key);
    throw new Unreadable("a key must be a string", offsetOf(pair.key));
  }

  /** As go-yaml v2: in the order of the text, so that only keys below the merge win over it; of a list, the first wins. */
  #merge(map: Record<string, unknown>, { key, value: merged }: Pair): void {
    const sources = isSeq(merged) ? merged.items.toReversed() : [merged];
    for (const source of sources) {
      const value = this.value(source);
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Unreadable("only a map can be merged", offsetOf(key));
      for (const [name, entry] of Object.entries(value)) put(map, name, entry);
    }
  }

  #repeat(alias: Alias): unknown {
    const anchored = this.#anchors.get(alias.source);
    if (anchored === undefined) throw new Unreadable("an alias has no anchor above it", offsetOf(alias));
    this.#nodes += anchored.nodes;
    this.#repeated += anchored.nodes;
    if (this.#repeated > MAX_REPEATED) throw new Unreadable(`aliases repeat more than ${MAX_REPEATED} values`, offsetOf(alias));
    return anchored.value;
  }
}

/** Strings are copied, so that no value of a fact keeps the file's text alive. */
function scalarValue(node: Scalar): unknown {
  const text = typeof node.source === "string" ? node.source : "";
  const tag = node.tag?.startsWith(TAG) ? node.tag.slice(TAG.length) : node.tag;
  if (tag === undefined ? node.type === "PLAIN" : ["int", "float", "bool", "null"].includes(tag)) {
    const value = resolvePlain(text);
    return typeof value === "string" ? own(value) : value;
  }
  return own(text);
}

function checkTag(node: unknown): void {
  const tag = isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
  if (tag !== undefined && tag !== "!" && !KNOWN_TAGS.has(tag)) throw new Unreadable("a tag is not one that Kubernetes knows", offsetOf(node));
}

const isMergeKey = ({ key }: Pair): boolean => isScalar(key) && key.type === "PLAIN" && key.source === "<<" && key.tag === undefined;

/** Own properties always: a key may be called `__proto__`. */
function put(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}

function offsetOf(node: unknown): number {
  const range = isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return range?.[0] ?? 0;
}
