import { parse } from "yaml";
import { isObject, type JsonObject } from "./object.ts";
import { objectOfProtobuf } from "./protobuf.ts";
import { Refusal } from "./status.ts";

/** What a request carries, if it carries anything. */
export interface Content {
  /** Without its parameters. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export const contentOf = (headers: Readonly<Record<string, string>>, body: string | Uint8Array | undefined): Content => ({
  type: (headers["content-type"] ?? "application/json").split(";")[0]?.trim().toLowerCase() ?? "",
  bytes: typeof body === "string" ? Buffer.from(body) : (body ?? new Uint8Array()),
});

const PROTOBUF = "application/vnd.kubernetes.protobuf";
const READABLE = ["application/json", "application/yaml", PROTOBUF];

/** @throws Refusal 415 or 400 */
export function objectIn(content: Content, accepted?: readonly string[]): JsonObject {
  const value = valueIn(content, accepted);
  if (!isObject(value)) throw new Refusal("BadRequest", "the request's body is not an object");
  return value;
}

/** @throws Refusal 415 or 400 */
export function valueIn({ type, bytes }: Content, accepted: readonly string[] = READABLE): unknown {
  if (!accepted.includes(type)) {
    throw new Refusal("UnsupportedMediaType", `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`);
  }
  if (type === PROTOBUF) return objectOfProtobuf(bytes);
  const text = Buffer.from(bytes).toString();
  return type.endsWith("yaml") ? yamlIn(text) : jsonIn(text);
}

/** YAML 1.2's core schema leaves dates as text, as Kubernetes' own reader does. */
const yamlIn = (text: string): unknown => parsed(() => parse(text, { maxAliasCount: 100 }));
const jsonIn = (text: string): unknown => parsed(() => JSON.parse(text));

function parsed(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw new Refusal("BadRequest", `couldn't get version/kind; json parse error: ${error instanceof Error ? error.message : String(error)}`);
  }
}
