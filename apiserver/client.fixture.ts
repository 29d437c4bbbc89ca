import type { GivenObject, JsonObject, KubeObject, Metadata } from "./object.ts";
import type { ApiServer } from "./server.ts";

/** What an answer may hold; which of it, the test knows. */
export interface Answered extends JsonObject {
  readonly metadata: Metadata & { readonly continue?: string };
  readonly items: readonly KubeObject[];
  readonly details: JsonObject;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: Answered;
}

export interface Asking {
  readonly method?: string;
  readonly accept?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** One request, read to its end. */
export async function ask(server: ApiServer, path: string, { method = "GET", accept, token, body, contentType = "application/json" }: Asking = {}): Promise<Answer> {
  const headers = { ...(accept !== undefined && { accept }), ...(body !== undefined && { "content-type": contentType }) };
  const reply = await server.respond({ method, path, headers, token, ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }) }, new AbortController().signal);
  const text = await textOf(reply.body);
  return { status: reply.status, headers: reply.headers, text, json: (text.startsWith("{") ? JSON.parse(text) : {}) as Answered };
}

export async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export interface OpenWatch {
  readonly status: number;
  /** What came until now, as `TYPE name`, a bookmark as `BOOKMARK resourceVersion`. */
  readonly seen: readonly string[];
  readonly events: readonly { readonly type: string; readonly object: KubeObject }[];
  /** Undefined while it is open. */
  readonly end: "ended" | Error | undefined;
  readonly leave: () => void;
}

/** A watch that is read as it comes; let time settle before you look. */
export async function watching(server: ApiServer, path: string, { accept, token }: Asking = {}): Promise<OpenWatch> {
  const leaving = new AbortController();
  const reply = await server.respond({ method: "GET", path, headers: accept === undefined ? {} : { accept }, token }, leaving.signal);
  const watch = { status: reply.status, seen: [] as string[], events: [] as OpenWatch["events"][number][], end: undefined as OpenWatch["end"], leave: () => leaving.abort() };
  const read = async (): Promise<void> => {
    for await (const chunk of reply.body) {
      for (const line of Buffer.from(chunk).toString().split("\n").filter(Boolean)) {
        const event = JSON.parse(line) as OpenWatch["events"][number];
        const { metadata, code } = event.object as { metadata?: Partial<Metadata>; code?: number };
        watch.events.push(event);
        watch.seen.push(`${event.type} ${metadata?.name ?? metadata?.resourceVersion ?? String(code)}`);
      }
    }
  };
  read().then(
    () => (watch.end = "ended"),
    (error: unknown) => (watch.end = error as Error),
  );
  return watch;
}

export const pod = (name: string, labels: Readonly<Record<string, string>> = {}, namespace = "default"): GivenObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace, labels },
  spec: { containers: [{ name: "main", image: "main:1" }] },
});
