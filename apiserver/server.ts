import { type Account, allows, forbiddenMessage, mayRead } from "./access.ts";
import { Cluster } from "./cluster.ts";
import { discovery } from "./discovery.ts";
import type { Asked, Fault, Verb } from "./fault.ts";
import { BrokenConnection, Faults, type InjectedFault, suffer } from "./faults.ts";
import { Delivery } from "./faultybody.ts";
import { qualified } from "./kinds.ts";
import { openApi } from "./openapi.ts";
import { type Target, targetOf } from "./path.ts";
import { jsonReply, type Reply, textReply } from "./reply.ts";
import { answerResource } from "./resources.ts";
import { methodNotAllowed, Refusal } from "./status.ts";

export interface Request {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Instead of an `authorization` header. */
  readonly token?: string | undefined;
}

/** One request that reached the server. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly accept: string | undefined;
  /** The user of the token; undefined where it was not known. */
  readonly user: string | undefined;
  /** By the monotonic clock, in milliseconds. */
  readonly at: number;
  /** 0 until there is an answer, and for ever where a fault keeps it from coming. */
  status: number;
}

type ResourceTarget = Target & { readonly kind: "resource" };

/** A Kubernetes API server in miniature. It knows no sockets: `listen` puts it on one, `inProcess` calls it directly. */
export class ApiServer extends Cluster {
  /** All that was ever asked. */
  readonly requests: RecordedRequest[] = [];
  readonly faults = new Faults();

  /** @throws where the action cannot happen at that point */
  inject(fault: Fault): InjectedFault {
    return this.faults.inject(fault);
  }

  /** @rejects with the signal's reason, or `BrokenConnection` where a fault comes before the headers */
  async respond(request: Request, signal: AbortSignal): Promise<Reply> {
    signal.throwIfAborted();
    const account = this.access.authenticate(request.token ?? bearer(request.headers["authorization"]));
    const record: RecordedRequest = { method: request.method, path: request.path, accept: request.headers["accept"], user: account?.user, at: this.time.monotonic(), status: 0 };
    this.requests.push(record);
    const { pathname, searchParams } = new URL(request.path, "http://server");
    const target = targetOf(pathname);
    const delivery = new Delivery({ faults: this.faults, asked: askedOf(request.method, target, searchParams, account), time: this.time, signal });
    const reply = (await this.#befallen(delivery.asked, signal)) ?? this.#answer(request, target, searchParams, account, delivery.signal);
    record.status = reply.status;
    const date = new Date(this.time.wall()).toUTCString();
    return { status: reply.status, headers: { "cache-control": "no-cache, private", date, ...reply.headers }, body: delivery.deliver(reply.body) };
  }

  /** What happens instead of an answer. */
  async #befallen(asked: Asked, signal: AbortSignal): Promise<Reply | undefined> {
    for (const action of this.faults.take(({ kind }) => kind === "before headers", asked)) {
      if (action.kind === "garbage") throw new BrokenConnection("garbage", { garbage: action.text });
      if (action.kind !== "status") await suffer(action, this.time, signal);
      else if (typeof action.body === "object") return jsonReply(action.status, action.body, action.headers);
      else return textReply(action.status, "text/plain; charset=utf-8", action.body ?? "", action.headers);
    }
    return undefined;
  }

  #answer(request: Request, target: Target, query: URLSearchParams, account: Account | undefined, signal: AbortSignal): Reply {
    try {
      if (account === undefined) throw new Refusal("Unauthorized", "Unauthorized");
      if (target.kind === "resource") return this.#resource(request, target, query, account, signal);
      if (!mayRead(account, target.path)) throw new Refusal("Forbidden", `forbidden: User "${account.user}" cannot get path "${target.path}"`, { details: {} });
      if (request.method !== "GET" && request.method !== "HEAD") throw methodNotAllowed();
      return discovery(this, target.path, request.headers["accept"]) ?? openApi(this.kinds.all(), target.path) ?? pageNotFound();
    } catch (error) {
      const { code, status } = error instanceof Refusal ? error : new Refusal("InternalError", `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`);
      return jsonReply(code, status, code === 504 ? { "retry-after": "1" } : {});
    }
  }

  #resource(request: Request, target: ResourceTarget, query: URLSearchParams, account: Account, signal: AbortSignal): Reply {
    const { group, version, resource, namespace, name, subresource } = target;
    const verb = verbOf(request.method, name, query);
    const attributes = { verb, group, resource, subresource, namespace, name: name ?? nameIn(query) };
    if (!allows(account.rules, attributes)) {
      throw new Refusal("Forbidden", forbiddenMessage(account.user, attributes), { details: { ...(name !== undefined && { name }), ...(group !== "" && { group }), kind: resource } });
    }
    const kind = this.kinds.at(group, version, resource);
    if (kind === undefined || (namespace !== undefined && !kind.namespaced)) return pageNotFound();
    if (kind.namespaced && namespace === undefined && (name !== undefined || request.method === "POST") && kind.review === undefined) throw methodNotAllowed();
    return answerResource({ cluster: this, request, query, scope: { kind, version, namespace }, name, subresource, account, signal });
  }
}

/** What the real server says of a path behind which there is nothing. */
const pageNotFound = (): Reply => textReply(404, "text/plain; charset=utf-8", "404 page not found\n");

const bearer = (authorization: string | undefined): string | undefined => /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];

function askedOf(method: string, target: Target, query: URLSearchParams, account: Account | undefined): Asked {
  const user = account?.user;
  if (target.kind === "other") return { verb: "discovery", resource: undefined, namespace: undefined, user };
  return { verb: verbOf(method, target.name, query), resource: qualified(target), namespace: target.namespace, user };
}

const VERBS: Readonly<Record<string, readonly [one: Verb, many: Verb]>> = {
  GET: ["get", "list"],
  HEAD: ["get", "list"],
  POST: ["create", "create"],
  PUT: ["update", "update"],
  PATCH: ["patch", "patch"],
  DELETE: ["delete", "deletecollection"],
};

function verbOf(method: string, name: string | undefined, query: URLSearchParams): Verb {
  const watches = method === "GET" && !["false", "0", null].includes(query.get("watch"));
  return watches ? "watch" : (VERBS[method]?.[name === undefined ? 1 : 0] ?? "get");
}

/** A list of one object by name is authorised for that name. */
const nameIn = (query: URLSearchParams): string | undefined => /^metadata\.name=([^,]+)$/.exec(query.get("fieldSelector") ?? "")?.[1];

