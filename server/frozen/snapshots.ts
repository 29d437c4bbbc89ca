import type { FreezePreview, FreezeRequest, FrozenLink, SnapshotList } from "#lib/api/frozen.ts";
import { rfc3339 } from "#lib/api/moment.ts";
import { frozenPath } from "#lib/url/paths.ts";
import { clusterOf, runtime } from "../clusters/runtime.ts";
import { admitReader } from "../entry/reader.ts";
import { log } from "../log.ts";
import type { Database } from "../store/database.ts";
import { version } from "../version.ts";
import { ViewError } from "../viewerror.ts";
import { limits } from "./limits.ts";
import { list } from "./list.ts";
import { make } from "./make.ts";
import { type Opened, open } from "./open.ts";
import { prune } from "./prune.ts";
import { revoke } from "./revoke.ts";
import { saving, reading } from "./storefaults.ts";
import { WHOEVER_ENTERED as viewer } from "./viewer.ts";

interface Asked {
  readonly cluster: string;
  readonly request: FreezeRequest;
  readonly origin: string;
}

/** Freezes an answer. @param key the request's Idempotency-Key @throws ViewError */
export async function makeSnapshot({ cluster, request, origin }: Asked, key: string | undefined): Promise<FrozenLink> {
  await admitReader();
  if (request.expiry === "kept" && (request.reason ?? "") === "") throw new ViewError("bad_request", "`reason` is missing: what is kept needs one", "reason");
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) throw new ViewError("bad_request", "Idempotency-Key must be at most 200 visible characters");
  if (!limits().made.take()) throw new ViewError("too_many", "too many snapshots in a minute: ask again in a moment");
  const now = Date.now();
  const { content, title, namespaces } = await (await clusterOf(cluster)).ask("freeze", askedOf(request, origin, now), request.at);
  const { store } = await runtime();
  const { id, summary } = await saving(() => make(store, { content, title, provenance: { cluster, namespaces }, owner: viewer.principal, request, key, now }));
  void tidy(store, now);
  const path = frozenPath(id);
  return { ...summary, path, url: origin + path };
}

/** @throws ViewError */
export async function previewSnapshot({ cluster, request, origin }: Asked): Promise<FreezePreview> {
  await admitReader();
  const { store } = await runtime();
  return { ...(await (await clusterOf(cluster)).ask("freezePreview", askedOf(request, origin, Date.now()), request.at)), durable: store.durable };
}

/** @throws ViewError */
export async function listSnapshots(): Promise<SnapshotList> {
  await admitReader();
  const { store } = await runtime();
  return { snapshots: await reading(() => list(store, { viewer, now: Date.now() })), durable: store.durable };
}

/** @throws ViewError also for another's: that there is one is nobody else's business */
export async function revokeSnapshot(name: string): Promise<void> {
  await admitReader();
  const { store } = await runtime();
  if (!(await saving(() => revoke(store, name, { viewer, now: Date.now() })))) throw new ViewError("not_found", "there is no such snapshot", "name");
}

/** What a link opens, for a page. @throws ViewError */
export async function viewSnapshot(id: string): Promise<Opened> {
  await admitReader();
  return openSnapshot(id);
}

/** What a link opens, for one who was admitted. @throws ViewError where the store is away, or links are guessed */
export async function openSnapshot(id: string): Promise<Opened> {
  const { store } = await runtime();
  const opened = await reading(() => open(store, id, { viewer, now: Date.now() }));
  if (opened.kind === "absent" && !limits().missed.take()) throw new ViewError("too_many", "too many links that open nothing");
  return opened;
}

const askedOf = ({ from, to, port, proto, leave }: FreezeRequest, origin: string, now: number) =>
  ({ from, to, port, protocol: proto, leave, origin, madeBy: version, madeAt: rfc3339(now) });

/** What is old goes when something new comes; that it stays for once harms nobody. */
async function tidy(store: Database, now: number): Promise<void> {
  await prune(store, now).catch((error: unknown) => log("warn", "old snapshots were not deleted", { error }));
}
