import { type Json, type JsonObject, textOf } from "./object.ts";
import { Refusal } from "./status.ts";

/** A message's fields by number, as the `generated.proto` files of k8s.io/api number them. */
interface Message {
  readonly [number: number]: readonly [name: string, type: FieldType];
}
type FieldType = "text" | "texts" | "map" | "ignored" | Message;

const OBJECT_META: Message = { 1: ["name", "text"], 2: ["generateName", "text"], 3: ["namespace", "text"], 11: ["labels", "map"], 12: ["annotations", "map"], 14: ["finalizers", "texts"] };
const RESOURCE: Message = { 1: ["namespace", "text"], 2: ["verb", "text"], 3: ["group", "text"], 4: ["version", "text"], 5: ["resource", "text"], 6: ["subresource", "text"], 7: ["name", "text"] };
const ACCESS: Message = { 1: ["resourceAttributes", RESOURCE], 2: ["nonResourceAttributes", { 1: ["path", "text"], 2: ["verb", "text"] }], 3: ["user", "text"], 4: ["groups", "texts"] };
const METADATA_ONLY: Message = { 1: ["metadata", OBJECT_META] };

/** What kubectl sends as protobuf, and no more: its `auth` commands and the plainest of its `create` commands. */
const MESSAGES: Readonly<Record<string, Message>> = {
  ConfigMap: { ...METADATA_ONLY, 2: ["data", "map"] },
  Namespace: METADATA_ONLY,
  ServiceAccount: METADATA_ONLY,
  SelfSubjectReview: METADATA_ONLY,
  SelfSubjectAccessReview: { ...METADATA_ONLY, 2: ["spec", ACCESS] },
  SelfSubjectRulesReview: { ...METADATA_ONLY, 2: ["spec", { 1: ["namespace", "text"] }] },
  SubjectAccessReview: { ...METADATA_ONLY, 2: ["spec", ACCESS] },
};

const TYPE_META: Message = { 1: ["apiVersion", "text"], 2: ["kind", "text"] };
const MAGIC = "k8s\0";

/**
 * Reads an object out of the envelope in which Kubernetes sends protobuf: four bytes, then `runtime.Unknown`.
 *
 * @throws Refusal 415 for a kind that is not read here, 400 for what is no such envelope
 */
export function objectOfProtobuf(bytes: Uint8Array): JsonObject {
  if (Buffer.from(bytes.subarray(0, MAGIC.length)).toString("latin1") !== MAGIC) throw new Refusal("BadRequest", "the body is not Kubernetes protobuf");
  const envelope = fieldsOf(bytes.subarray(MAGIC.length));
  const type = messageOf(envelope.find(({ number }) => number === 1)?.bytes ?? new Uint8Array(), TYPE_META);
  const message = MESSAGES[textOf(type["kind"])];
  if (message === undefined) throw new Refusal("UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml");
  return { ...type, ...messageOf(envelope.find(({ number }) => number === 2)?.bytes ?? new Uint8Array(), message) };
}

function messageOf(bytes: Uint8Array, message: Message): JsonObject {
  const object = new Map<string, Json>();
  for (const { number, bytes: value } of fieldsOf(bytes)) {
    const [name, type] = message[number] ?? ["", "ignored"];
    if (type === "text") object.set(name, Buffer.from(value).toString());
    else if (type === "texts") object.set(name, [...((object.get(name) as readonly Json[] | undefined) ?? []), Buffer.from(value).toString()]);
    else if (type === "map") object.set(name, { ...(object.get(name) as JsonObject | undefined), ...entryOf(value) });
    else if (type !== "ignored") object.set(name, messageOf(value, type));
  }
  return Object.fromEntries(object);
}

function entryOf(bytes: Uint8Array): JsonObject {
  const { key, value } = messageOf(bytes, { 1: ["key", "text"], 2: ["value", "text"] });
  return { [textOf(key)]: value ?? "" };
}

interface Field {
  readonly number: number;
  /** Empty for a field that is a number. */
  readonly bytes: Uint8Array;
}

/** Wire types: 0 varint, 1 eight bytes, 2 with its length before it, 5 four bytes. */
function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let [value, scale, byte] = [0, 1, 0x80];
    while (byte >= 0x80) {
      byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = [() => (varint(), 0), () => 8, undefined, undefined, undefined, () => 4][tag & 7]?.() ?? ((tag & 7) === 2 ? varint() : Infinity);
    if (at + length > bytes.length) throw new Refusal("BadRequest", "the protobuf body ends too early");
    fields.push({ number: Math.floor(tag / 8), bytes: (tag & 7) === 2 ? bytes.subarray(at, at + length) : new Uint8Array() });
    at += length;
  }
  return fields;
}
