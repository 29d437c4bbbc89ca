import type { Reading } from "#lib/policy/dialect.ts";
import { Field } from "#lib/source/field.ts";
import { type JsonMap, isMap } from "#lib/source/map.ts";
import { clusterRef } from "#lib/source/metadata.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { GROUP, SCHEMAS } from "./schema.ts";

export const CRD = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" } as const;

const CHANNEL = `${GROUP}/channel`;
const EXPERIMENTAL_IN: ReadonlyMap<unknown, boolean> = new Map([["standard", false], ["experimental", true]]);

/** What a definition tells of the fields that are installed. It is read leniently: no policy, and nothing to find fault with. */
export function readDefinition(source: SourceObject): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const ref = clusterRef(root, CRD);
  const schema = SCHEMAS.find(({ definition }) => definition === ref.name);
  const installed = EXPERIMENTAL_IN.get(root.at("metadata").at("annotations").at(CHANNEL).value);
  const supports = schema === undefined || installed === undefined ? [] : [{ kind: "feature" as const, feature: schema.feature, installed }];
  return { kind: "support", ref, supports, problems: [] };
}

/** Of a definition its name and its channel; its schemas are long, and nobody reads them. */
export function keepDefinition({ metadata }: JsonMap, { apiVersion, kind, metadata: left }: JsonMap): JsonMap {
  const channel = isMap(metadata) && isMap(metadata["annotations"]) ? metadata["annotations"][CHANNEL] : undefined;
  return { apiVersion, kind, metadata: isMap(left) && typeof channel === "string" ? { ...left, annotations: { [CHANNEL]: channel } } : left };
}
