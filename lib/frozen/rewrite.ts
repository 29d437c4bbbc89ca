import { onlyObject } from "#lib/cluster/documents/onlyobject.ts";
import { writeYaml, type WrittenYaml } from "#lib/cluster/documents/yaml/write.ts";
import { bare } from "#lib/source/bare.ts";
import { type JsonMap, isMap } from "#lib/source/map.ts";
import type { Path } from "#lib/source/object.ts";
import { API_KEYS, LABEL_MAPS } from "./names.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** Notes that people wrote for each other: nobody can tell what is named in them. */
const NOTES: ReadonlySet<string> = new Set(["description", "annotations", "summary"]);

/**
 * An object written anew from its values, each of which the API gives or has a pseudonym: comments, annotations and
 * descriptions are not in it. @returns undefined for what cannot be read
 */
export function rewritten(yaml: string, pseudonyms: Pseudonyms): WrittenYaml | undefined {
  const value = onlyObject(yaml);
  return value && writeYaml(mapped(withStatus(bare(value), value), pseudonyms, { key: "", labels: false, ports: false }));
}

/** Addresses of a pod stand in its status, which is ours: facts are written by Whydrop. */
const withStatus = (bare: JsonMap, { status }: JsonMap): JsonMap => (status === undefined ? bare : { ...bare, status });

interface Around {
  readonly key: string;
  /** Inside a map of labels, whose keys people choose. */
  readonly labels: boolean;
  readonly ports: boolean;
}

function mapped(value: unknown, pseudonyms: Pseudonyms, around: Around): unknown {
  if (Array.isArray(value)) return value.map((part) => mapped(part, pseudonyms, around));
  if (isMap(value)) {
    const kept = Object.entries(value).filter(([key]) => around.labels || !NOTES.has(key));
    return Object.fromEntries(kept.map(([key, part]) => {
      const labels = around.labels || LABEL_MAPS.has(key) || (key === "selector" && isMap(part) && Object.values(part).every((one) => typeof one === "string"));
      return [around.labels ? pseudonyms.key(key) : key, mapped(part, pseudonyms, { key, labels, ports: around.ports || key === "ports" })];
    }));
  }
  if (typeof value !== "string") return value;
  if (around.labels) return pseudonyms.value(value);
  if (API_KEYS.has(around.key) || (around.ports && around.key === "name")) return pseudonyms.address(value) ?? value;
  return around.key === "key" ? pseudonyms.key(value) : pseudonyms.value(value);
}

/** `spec.egress[0].to[1]` as keys and indexes. */
export const pathOf = (text: string): Path => [...text.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, index]) => (index === undefined ? (key ?? "") : Number(index)));
