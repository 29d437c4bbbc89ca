import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { findFiles } from "#server/manifests/files.ts";
import type { Cluster } from "./cluster.ts";
import { INSTALLABLE, qualified } from "./kinds.ts";
import { type GivenObject, groupVersion, isObject, type Json, type JsonObject } from "./object.ts";

export interface Loaded {
  readonly objects: number;
  /** What no API server would know: the objects of `whydrop.dev`. */
  readonly own: readonly JsonObject[];
  /** What could not be put: `FILE: why`. */
  readonly refused: readonly string[];
}

/** Puts the manifests of files and folders into a cluster: kinds that it takes are installed, namespaces that they lie in are made. */
export async function load(cluster: Cluster, paths: readonly string[]): Promise<Loaded> {
  const own: JsonObject[] = [];
  const refused: string[] = [];
  let objects = 0;
  const found = await findFiles(paths);
  for (const { path, name } of found.files) {
    for (const document of parseAllDocuments(readFileSync(path, "utf8"))) {
      if (document.errors.length > 0) refused.push(`${name}: ${document.errors[0]?.message ?? ""}`);
      else {
        for (const value of flat(document.toJS() as Json)) {
          if (groupVersion(apiVersionIn(value)).group === "whydrop.dev") own.push(value);
          else if (put(cluster, value)) objects++;
          else refused.push(`${name}: no object of a kind that is served`);
        }
      }
    }
  }
  return { objects, own, refused: [...refused, ...found.failed.map(({ path, code }) => `${path}: ${code}`)] };
}

/** A list is what it holds; an empty document is nothing. */
function flat(value: Json): readonly JsonObject[] {
  if (!isObject(value)) return [];
  return value["kind"] === "List" && Array.isArray(value["items"]) ? value["items"].flatMap(flat) : [value];
}

const apiVersionIn = ({ apiVersion }: JsonObject): string => (typeof apiVersion === "string" ? apiVersion : "");

function put(cluster: Cluster, value: JsonObject): boolean {
  const { metadata, kind } = value;
  if (!isObject(metadata) || typeof metadata["name"] !== "string" || typeof kind !== "string") return false;
  const object = value as GivenObject;
  const { group, version } = groupVersion(apiVersionIn(value));
  const row = INSTALLABLE.find((candidate) => candidate.group === group && candidate.kind === kind && candidate.versions.includes(version));
  if (row && cluster.kinds.named(qualified(row)) === undefined) cluster.install(group);
  const served = cluster.kinds.ofType(object);
  if (served === undefined || served.review) return false;
  if (served.namespaced) requireNamespace(cluster, object.metadata.namespace ?? "default");
  cluster.put(object);
  return true;
}

function requireNamespace(cluster: Cluster, name: string): void {
  const namespace: GivenObject = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
  if (cluster.get(namespace) === undefined) cluster.put(namespace);
}
