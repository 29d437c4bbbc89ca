import type { ClusterState } from "#lib/graph/state.ts";
import type { Names } from "../names/names.ts";
import type { Asked, Reply, ViewName } from "./views.ts";

export type RevisionListener = (revision: number) => void;

/** Where facts come from: files, or an API server. */
export interface Source {
  /** The newest revision. */
  readonly state: ClusterState;
  /** Where the names of its questions are looked up; undefined: nowhere. */
  readonly names: Names | undefined;
  /** Whether everything that is to be read has been read once. */
  readonly ready: boolean;
  /** Whether it could be read when it was last looked at. */
  readonly up: boolean;
  /** Objects of which the copy was found to be wrong, and read anew, since the start. */
  readonly repairs: number;
  /** Calls the listener with the present revision, and with every later one. @returns takes it back */
  subscribe(listener: RevisionListener): () => void;
  close(): Promise<void>;
}

/** One cluster as the rest of the server sees it, wherever it is read: it answers views, each of one revision. */
export interface Cluster {
  readonly id: string;
  /** @param at the past time whose state is asked about; absent: the present. @rejects with ViewError for what does not exist */
  ask<Name extends ViewName>(view: Name, asked: Asked<Name>, at?: string): Promise<Reply<Name>>;
  standing(): Promise<Standing>;
  subscribe(listener: RevisionListener): () => void;
  close(): Promise<void>;
}

/** How the reading itself goes. */
export interface Standing {
  readonly ready: boolean;
  readonly up: boolean;
  readonly repairs: number;
  /** Connections explained since the start. */
  readonly evaluations: number;
}
