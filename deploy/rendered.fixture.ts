import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, parseAllDocuments } from "yaml";

export type Value = Readonly<Record<string, unknown>>;

/** One object as it would be applied. */
export interface Applied extends Value {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
}

export const INSTALLATIONS = [
  { name: "the whole cluster", folder: import.meta.dirname, namespace: "whydrop" },
  { name: "one namespace", folder: join(import.meta.dirname, "namespaced"), namespace: "default" },
] as const;

export const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;

/** What `kubectl apply -k` would send; where there is no kubectl, the little of kustomize that is used here. */
export const rendered = (folder: string): readonly Applied[] => (hasKubectl ? byKubectl(folder) : byHand(folder));

export const byKubectl = (folder: string): readonly Applied[] => documents(execFileSync("kubectl", ["kustomize", folder], { encoding: "utf8" }));

interface Kustomization {
  readonly namespace?: string;
  readonly resources: readonly string[];
  readonly images?: readonly { readonly name: string; readonly newName: string; readonly newTag: string }[];
}

export function byHand(folder: string): readonly Applied[] {
  const { namespace, resources, images = [] } = parse(readFileSync(join(folder, "kustomization.yaml"), "utf8")) as Kustomization;
  const objects = resources.flatMap((path) => (path.endsWith(".yaml") ? documents(readFileSync(join(folder, path), "utf8")) : byHand(resolve(folder, path))));
  return objects.map((object) => withImages(namespace === undefined ? object : within(namespace, object), images));
}

const CLUSTER_SCOPED = new Set(["Namespace", "ClusterRole", "ClusterRoleBinding"]);

const within = (namespace: string, object: Applied): Applied => (CLUSTER_SCOPED.has(object.kind) ? object : { ...object, metadata: { ...object.metadata, namespace } });

function withImages(object: Applied, images: NonNullable<Kustomization["images"]>): Applied {
  const text = images.reduce((all, { name, newName, newTag }) => all.replaceAll(`"image":"${name}"`, `"image":"${newName}:${newTag}"`), JSON.stringify(object));
  return JSON.parse(text) as Applied;
}

const documents = (text: string): readonly Applied[] => parseAllDocuments(text).map((document) => document.toJS() as Applied).filter((object) => object !== null);

/** The one object of a kind. */
export function the(kind: string, objects: readonly Applied[]): Applied {
  const [found, second] = objects.filter((object) => object.kind === kind);
  if (!found || second) throw new Error(`there is not exactly one ${kind}`);
  return found;
}

/** The value at a path such as `spec.template.spec`; undefined where the path ends early. */
export const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inside, key) => (typeof inside === "object" && inside !== null ? (inside as Value)[key] : undefined), value);
