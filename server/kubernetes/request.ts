import type { Time } from "../time.ts";
import { ApiFault, type StatusBody, faultOf } from "./fault.ts";
import type { ApiReply, ApiRequest, Transport } from "./transport.ts";

/** Milliseconds from the request to the end of a reply that has one. */
const WHOLE_REPLY_MS = 60_000;
/** Bytes. Far above 500 objects of ordinary size, far below what would hurt. */
const LARGEST_REPLY = 96 * 1024 * 1024;

/** What requests need beside the way to the server. */
export interface Line {
  readonly transport: Transport;
  readonly time: Time;
}

/** Asks for a JSON object as a whole. @throws ApiFault @rejects with the signal's reason when it is aborted */
export async function requestJson(line: Line, request: ApiRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const deadline = new AbortController();
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  void line.time.sleep(WHOLE_REPLY_MS, ended).then(() => deadline.abort(new ApiFault({ kind: "unreachable" }, "no answer from the API server within 60 s")), () => undefined);
  try {
    const reply = await send(line, request, AbortSignal.any([signal, deadline.signal]));
    return jsonObject(await text(reply, LARGEST_REPLY));
  } catch (error) {
    throw asFault(error, signal, deadline.signal);
  } finally {
    stop.abort();
  }
}

/** A reply that is a success; of any other the body is read for what the server says. @throws ApiFault */
export async function send({ transport, time }: Line, request: ApiRequest, signal: AbortSignal): Promise<ApiReply> {
  const reply = await transport.send(request, signal);
  if (reply.status >= 200 && reply.status < 300) {
    const encoding = reply.headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") {
      await leave(reply);
      throw new ApiFault({ kind: "garbled" }, "the API server sent an encoding that was not asked for");
    }
    return reply;
  }
  const body = reply.status >= 300 && reply.status < 400 ? leave(reply).then(() => "") : text(reply, 64 * 1024).catch(() => "");
  throw faultOf(reply.status, statusBody(await body), reply.headers, time.wall());
}

/** What went wrong, in terms of this API: a broken connection and a deadline are `unreachable`. The caller's own abort stays what it is. */
export function asFault(error: unknown, signal: AbortSignal, deadline?: AbortSignal): unknown {
  if (error instanceof ApiFault) return error;
  if (signal.aborted) return signal.reason;
  if (deadline?.aborted) return deadline.reason;
  return new ApiFault({ kind: "unreachable" }, unreachableText(error));
}

/** The innermost system error is what people can act on; messages of libraries may hold more than a host. */
function unreachableText(error: unknown): string {
  const codes: string[] = [];
  for (let at: unknown = error; at instanceof Error && codes.length < 8; at = at.cause ?? (at instanceof AggregateError ? (at.errors as unknown[])[0] : undefined)) {
    if ("code" in at && typeof at.code === "string") codes.push(at.code);
  }
  const code = codes.at(-1);
  if (code === undefined) return "the connection to the API server broke";
  return UNREACHABLE[code] ?? (TLS.test(code) ? `the API server's certificate is not accepted (${code})` : `no connection to the API server (${code})`);
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ENOTFOUND: "the API server's host name does not exist (ENOTFOUND)",
  EAI_AGAIN: "the API server's host name cannot be looked up now (EAI_AGAIN)",
  ECONNREFUSED: "nothing listens at the API server's address (ECONNREFUSED)",
};
const TLS = /CERT|ERR_TLS|SSL|SELF_SIGNED|UNABLE_TO/;

async function text({ body }: ApiReply, largest: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > largest) throw new ApiFault({ kind: "too-large" }, `the API server's answer is larger than ${largest / 1024 / 1024} MiB`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

const leave = async ({ body }: ApiReply): Promise<void> => void (await body[Symbol.asyncIterator]().return?.().catch(() => undefined));

/** @throws ApiFault for anything but an object */
export function jsonObject(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below: what stands in the text is nobody's business.
  }
  throw new ApiFault({ kind: "garbled" }, "the API server's answer is no JSON object");
}

/** Of a body that is no `Status` nothing is kept. */
export function statusBody(body: string | Readonly<Record<string, unknown>>): StatusBody {
  const nothing = { reason: "", message: "", causes: [] };
  try {
    const value = typeof body === "string" ? jsonObject(body) : body;
    if (value["kind"] !== "Status") return nothing;
    const causes = (value["details"] as { readonly causes?: unknown } | undefined)?.causes;
    const reasons = Array.isArray(causes) ? causes.map((cause: unknown) => (cause as { readonly reason?: unknown } | null)?.reason) : [];
    const { reason, message } = value;
    return { reason: typeof reason === "string" ? reason : "", message: typeof message === "string" ? message : "", causes: reasons.filter((one) => typeof one === "string") };
  } catch {
    return nothing;
  }
}
