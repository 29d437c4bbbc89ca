import type { Changed } from "#lib/cluster/facts.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";

/** Names an object for as long as it has that name: `apps/Deployment/default/api-client`, of no namespace `/Node//worker-1`. */
export type ObjectKey = string;

/** Who changed an object, as far as anybody told. Where nobody did, the list of changes says so and nothing is guessed. */
export interface Author extends Changed {
  /** Of manifests in a repository. */
  readonly commit?: { readonly id: string; readonly author: string; readonly title: string };
}

/** What happened to one object at one revision; an absent side is one on which it did not exist. */
export interface ObjectChange {
  readonly object: ObjectKey;
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly author?: Author;
}

/** Everything that was learnt at one moment. */
export interface Revision {
  /** Milliseconds since 1970, different for each revision of a cluster. */
  readonly at: number;
  readonly changes: readonly ObjectChange[];
}

/** A cluster's objects at one moment, as manifests that give the same answers. */
export type Objects = ReadonlyMap<ObjectKey, Manifest>;
