import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import type { Ingested } from "#lib/cluster/facts.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import { readManifests } from "../manifests/read.ts";
import { Names } from "../names/names.ts";
import { systemTime } from "../systemtime.ts";
import type { Time } from "../time.ts";
import { Access } from "./access/access.ts";
import { Connection } from "./access/connection.ts";
import { loadAccess } from "./access/kubeconfig.ts";
import { nameOfServer } from "../history/storedname.ts";
import type { HistoryWish } from "../history/recorded.ts";
import type { AccessWish } from "./access/wish.ts";
import { Lifeline } from "./lifeline.ts";
import type { Server } from "./reflector.ts";
import { KubernetesSource } from "./source.ts";
import type { Transport } from "./transport.ts";

/** A live cluster to read: plain values, since a thread of its own may read it. */
export interface LiveWish {
  /** "": as its context is called. */
  readonly id: string;
  readonly access: AccessWish;
  readonly podCidrs: readonly Cidr[];
  readonly engine: EngineName | undefined;
  readonly configMaps: boolean;
  readonly namespaces: readonly string[];
  /** Whether names are kept looked up. */
  readonly resolve: boolean;
  /** Who is asked for names; undefined: the machine's own resolver. */
  readonly resolver: string | undefined;
  /** Files with catalogues and watch lists. */
  readonly beside: readonly string[];
  /** The last revision that anybody may have seen: a page must never see one twice. */
  readonly after: number;
  /** Absent: nothing is stored of its past. */
  readonly history?: HistoryWish;
}

/** @throws Failure (78) for a kubeconfig that cannot be used */
export async function openKubernetes(wish: LiveWish): Promise<KubernetesSource> {
  const access = new Access(() => loadAccess(wish.access, process.env), systemTime);
  const beside = wish.beside.length > 0 ? onlyOwn(await readManifests(wish.beside, "given")) : { facts: [], problems: [] };
  const namespaces = [...new Set([...wish.namespaces, ...(access.namespace === undefined ? [] : [access.namespace])])];
  return new KubernetesSource(serverOf(new Connection(access), systemTime, Math.random), {
    id: wish.id === "" ? access.name : wish.id,
    after: wish.after,
    checks: { podCidrs: wish.podCidrs, ...(wish.engine !== undefined && { engine: ENGINES[wish.engine] }) },
    beside,
    configMaps: wish.configMaps,
    namespaces,
    ...(wish.resolve && { names: Names.from(wish.resolver, systemTime) }),
    release: () => access.close(),
    storedName: nameOfServer(access.server, access.authority),
    warnings: access.insecure ? ["the connection to the API server is not verified: whoever answers there is believed"] : [],
  });
}

/** A file beside a cluster tells of destinations and checks; what else stands there is not in the cluster. */
const onlyOwn = ({ facts, problems }: Ingested): Ingested => ({ facts: facts.filter(({ kind }) => kind === "destination" || kind === "watched-check"), problems });

/** What the reflectors of one API server share. @param random in [0, 1) */
export function serverOf(transport: Transport, time: Time, random: () => number): Server {
  const { pause, well } = new Lifeline({ transport, time }, random);
  return { transport, time, random, watchLists: true, historyWentBack: undefined, pause, well };
}
