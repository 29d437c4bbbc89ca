import type { Address } from "#lib/net/address.ts";
import type { PortMatch } from "./algebra.ts";
import type { AddressList } from "./dialect.ts";
import type { PodParty } from "./endpoint.ts";
import type { LabelSet, Labels } from "./selector.ts";
import type { Missing } from "./uncertainty.ts";
import { NOTHING_UNREAD, type Unread } from "./unread.ts";

/** What a cluster has beside its policies, as far as policies can refer to it. */
export interface Surroundings {
  readonly namespaces: ReadonlyMap<string, LabelSet>;
  readonly nodes: ReadonlyMap<string, LabelSet>;
  readonly pods: readonly PodParty[];
  readonly services: readonly ServiceBackends[];
  readonly lists: readonly AddressList[];
  /** Every name whose addresses are known; in lower case, without the final dot. */
  readonly names: ReadonlyMap<string, readonly Address[]>;
  /** Of which kinds there may be more than that. */
  readonly unread: Unread;
}

/** Who stands behind a Service: pods that its selector selects, else addresses that somebody listed. */
export interface ServiceBackends {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly selector?: Labels;
  readonly addresses: readonly Address[];
  /** The ports of the backends. */
  readonly ports: readonly PortMatch[];
  /** Why addresses and ports are not known. */
  readonly untold?: Missing;
}

export const NOTHING_AROUND: Surroundings = { namespaces: new Map(), nodes: new Map(), pods: [], services: [], lists: [], names: new Map(), unread: NOTHING_UNREAD };
