import { type Account } from "./access.ts";
import { contentOf, objectIn } from "./body.ts";
import type { Cluster } from "./cluster.ts";
import type { JsonObject } from "./object.ts";
import { readMany, readOne, type Scope, written } from "./read.ts";
import { jsonReply, type Reply } from "./reply.ts";
import { remove, removeMany } from "./remove.ts";
import { reviewed } from "./reviews.ts";
import type { Request } from "./server.ts";
import { methodNotAllowed } from "./status.ts";
import { create, patch, replace, type Write } from "./write.ts";

/** A request for a resource that is served and may be used. */
export interface ResourceRequest {
  readonly cluster: Cluster;
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly scope: Scope;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly account: Account;
  readonly signal: AbortSignal;
}

/** @throws Refusal */
export function answerResource(asked: ResourceRequest): Reply {
  const { cluster, request, query, scope, name, subresource, account, signal } = asked;
  const { method, headers } = request;
  const accept = headers["accept"];
  const content = contentOf(headers, request.body);
  if (scope.kind.review) {
    if (method !== "POST") throw methodNotAllowed();
    return jsonReply(201, reviewed(cluster, scope.kind.kind, objectIn(content), account));
  }
  const status = subresource === "status";
  if (subresource !== undefined && (!status || name === undefined)) throw methodNotAllowed();
  const write: Write = { cluster, scope, content, query, manager: query.get("fieldManager") ?? managerIn(headers["user-agent"]) };
  const show = (code: number, object: JsonObject): Reply => written(cluster, scope, code, object, query, accept);
  switch (`${method} ${name === undefined ? "many" : "one"}`) {
    case "GET many":
    case "HEAD many":
      return readMany(cluster, scope, query, accept, signal);
    case "GET one":
    case "HEAD one":
      return readOne(cluster, scope, name ?? "", query, accept);
    case "POST many":
      return show(201, create(write));
    case "PUT one":
      return show(200, replace(write, name ?? "", status));
    case "PATCH one": {
      const { object, created } = patch(write, name ?? "", status);
      return show(created ? 201 : 200, object);
    }
    case "DELETE one":
      return show(200, remove(write, name ?? ""));
    case "DELETE many":
      return jsonReply(200, { kind: `${scope.kind.kind}List`, apiVersion: "v1", metadata: {}, items: removeMany(write) });
  }
  throw methodNotAllowed();
}

/** The program's name, as the real server takes it: `kubectl/v1.32 (linux/amd64)`. */
const managerIn = (agent: string | undefined): string => /^[^/\s]+/.exec(agent ?? "")?.[0] ?? "unknown";
