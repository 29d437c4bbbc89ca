import { ApiFault, faultOf } from "./fault.ts";
import { type Decode, type Entry, entryOf, isMap, text } from "./entry.ts";
import { linesOf } from "./lines.ts";
import { jsonObject, statusBody } from "./request.ts";
import type { Resource } from "./resource.ts";

export type WatchEvent =
  | { readonly kind: "put"; readonly entry: Entry }
  | { readonly kind: "remove"; readonly entry: Entry }
  /** `initialEnd`: everything that existed has been sent (WatchList). */
  | { readonly kind: "bookmark"; readonly version: string; readonly initialEnd: boolean };

/** The events of a watch, in order. @throws ApiFault for an event that is an error, or none at all */
export async function* watchEvents(body: AsyncIterable<Uint8Array>, resource: Resource, decode: Decode, onBytes: () => void): AsyncGenerator<WatchEvent> {
  for await (const line of linesOf(body, onBytes)) {
    const { type, object } = jsonObject(line);
    switch (type) {
      case "ADDED":
      case "MODIFIED":
        yield { kind: "put", entry: entryOf(object, resource, decode) };
        break;
      case "DELETED":
        yield { kind: "remove", entry: entryOf(object, resource, NOTHING) };
        break;
      case "BOOKMARK":
        yield bookmark(object);
        break;
      case "ERROR":
        throw errorEvent(object);
      default:
        throw new ApiFault({ kind: "garbled" }, "the API server sent a watch event of an unknown type");
    }
  }
}

/** Of what is gone only who it was matters. */
const NOTHING: Decode = () => ({ facts: [], problems: [] });

function bookmark(object: unknown): WatchEvent {
  const metadata = isMap(object) ? object["metadata"] : undefined;
  if (!isMap(metadata) || text(metadata["resourceVersion"]) === "") throw new ApiFault({ kind: "garbled" }, "the API server sent a bookmark without a revision");
  const { annotations } = metadata;
  return { kind: "bookmark", version: text(metadata["resourceVersion"]), initialEnd: isMap(annotations) && annotations["k8s.io/initial-events-end"] === "true" };
}

/** An error within a stream has no headers: whoever it tells to wait waits as long as after any other fault. */
function errorEvent(object: unknown): ApiFault {
  const status = isMap(object) ? object : {};
  const code = typeof status["code"] === "number" ? status["code"] : 500;
  return faultOf(code, statusBody(status), {}, 0);
}
