import { representation, type Representation } from "./accept.ts";
import type { Cluster } from "./cluster.ts";
import type { Kind } from "./kinds.ts";
import { qualified } from "./kinds.ts";
import { listPage } from "./list.ts";
import { listOptions, type ListOptions } from "./listoptions.ts";
import type { JsonObject, KubeObject } from "./object.ts";
import { jsonReply, type Reply, streamReply, yamlReply } from "./reply.ts";
import { filterOf } from "./selectors.ts";
import { type Shape, shownEvent, shownList, shownObject } from "./shape.ts";
import { notFound } from "./status.ts";
import type { TableOptions } from "./table.ts";
import { openWatch, type WatchEvent } from "./watch.ts";

/** What is read: a kind, in one of its versions, somewhere. */
export interface Scope {
  readonly kind: Kind;
  readonly version: string;
  readonly namespace: string | undefined;
}

export function readOne(cluster: Cluster, { kind, version, namespace }: Scope, name: string, query: URLSearchParams, accept: string | undefined): Reply {
  const wanted = representation(accept);
  const object = cluster.store.get(qualified(kind), namespace === undefined ? name : `${namespace}/${name}`);
  if (object === undefined) throw notFound(kind, name);
  return reply(wanted, shownObject({ kind, version, as: wanted.as, table: tableOptions(cluster, query) }, object));
}

export function readMany(cluster: Cluster, scope: Scope, query: URLSearchParams, accept: string | undefined, signal: AbortSignal): Reply {
  const wanted = representation(accept);
  const options = listOptions(query, cluster.quirks);
  const shape: Shape = { kind: scope.kind, version: scope.version, as: wanted.as, table: tableOptions(cluster, query) };
  if (options.watch) return streamReply(shown(shape, watchOf(cluster, scope, options, signal)));
  const filter = filterOf(scope.kind, options.labelSelector, options.fieldSelector);
  const page = listPage({ store: cluster.store, resource: qualified(scope.kind), namespace: scope.namespace, filter, options, quirks: cluster.quirks });
  return reply(wanted, shownList(shape, page));
}

function watchOf(cluster: Cluster, { kind, namespace }: Scope, options: ListOptions, signal: AbortSignal): AsyncGenerator<WatchEvent> {
  return openWatch({
    store: cluster.store,
    resource: qualified(kind),
    namespace,
    filter: filterOf(kind, options.labelSelector, options.fieldSelector),
    options,
    time: cluster.time,
    random: cluster.random,
    quirks: () => cluster.quirks,
    signal: AbortSignal.any([signal, cluster.endOfWatches(kind)]),
  });
}

async function* shown(shape: Shape, events: AsyncIterable<WatchEvent>): AsyncGenerator<JsonObject> {
  let columns = shape.table.columns;
  for await (const event of events) {
    yield shownEvent({ ...shape, table: { ...shape.table, columns } }, event);
    // A watch's first table tells the columns, the others leave them out.
    columns = false;
  }
}

const tableOptions = ({ time }: Cluster, query: URLSearchParams): TableOptions => ({ now: time.wall(), include: query.get("includeObject") ?? "Metadata", columns: true });

/** What a write left, in the shape that was asked for; a `Status` is shown as it is. */
export function written(cluster: Cluster, { kind, version }: Scope, code: number, object: JsonObject, query: URLSearchParams, accept: string | undefined): Reply {
  const wanted = representation(accept);
  const shape: Shape = { kind, version, as: wanted.as, table: tableOptions(cluster, query) };
  return reply(wanted, object["kind"] === "Status" ? object : shownObject(shape, object as KubeObject), code);
}

const reply = ({ yaml }: Representation, value: JsonObject, code = 200): Reply => (yaml ? yamlReply(code, value) : jsonReply(code, value));
