import { createSocket } from "node:dgram";
import { parseAddress } from "#lib/net/address.ts";

/** What the server says of a name: records of both types, an error's code, or nothing at all. */
export type Said =
  /** `failing`: queries of that type get SERVFAIL. */
  | { readonly kind: "records"; readonly a?: readonly string[]; readonly aaaa?: readonly string[]; readonly ttl?: number; readonly alias?: { readonly to: string; readonly ttl: number }; readonly failing?: "A" | "AAAA" }
  | { readonly kind: "error"; readonly code: "SERVFAIL" | "NXDOMAIN" | "REFUSED" }
  | { readonly kind: "silence" };

export interface DnsServer {
  /** As `--resolver` takes it. */
  readonly address: string;
  /** What is said from now on. A name that is not here does not exist. */
  readonly zone: Map<string, Said>;
  /** `A api.example.com`, in the order in which they came. */
  readonly queries: readonly string[];
  readonly close: () => Promise<void>;
}

const TYPES = new Map([[1, "A"], [28, "AAAA"]]);
const CODES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

/** A name server on a free UDP port of loopback (RFC 1035 §4, RFC 3596). */
export async function dnsServer(zone: Readonly<Record<string, Said>>): Promise<DnsServer> {
  const names = new Map(Object.entries(zone));
  const queries: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { name, end } = readName(query);
    const type = TYPES.get(query.readUInt16BE(end)) ?? "other";
    queries.push(`${type} ${name}`);
    const reply = replyTo(query.subarray(0, end + 4), type, names.get(name.toLowerCase()) ?? { kind: "error", code: "NXDOMAIN" });
    if (reply) socket.send(reply, port, address);
  });
  await new Promise<void>((bound) => socket.bind(0, "127.0.0.1", bound));
  return { address: `127.0.0.1:${socket.address().port}`, zone: names, queries, close: () => new Promise((closed) => socket.close(closed)) };
}

/** @param query header and question alone */
function replyTo(query: Buffer, type: string, said: Said): Buffer | undefined {
  if (said.kind === "silence") return undefined;
  const code = said.kind === "error" ? CODES[said.code] : said.failing === type ? CODES.SERVFAIL : 0;
  const answers = said.kind === "records" && code === 0 ? recordsOf(type, said) : [];
  const header = Buffer.alloc(12);
  header.writeUInt16BE(query.readUInt16BE(0), 0);
  header.writeUInt16BE(0x8180 | code, 2); // a response, recursion desired and available
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([header, query.subarray(12), ...answers]);
}

function recordsOf(type: string, { a = [], aaaa = [], ttl = 60, alias }: Extract<Said, { kind: "records" }>): readonly Buffer[] {
  const owner = alias ? nameOf(alias.to) : Buffer.from([0xc0, 12]); // a pointer to the question's name
  const addresses = type === "A" ? a.map((text) => record(owner, 1, ttl, bytesOf(text))) : type === "AAAA" ? aaaa.map((text) => record(owner, 28, ttl, bytesOf(text))) : [];
  return alias ? [record(Buffer.from([0xc0, 12]), 5, alias.ttl, nameOf(alias.to)), ...addresses] : addresses;
}

function record(owner: Buffer, type: number, ttl: number, content: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt32BE(ttl, 4);
  fields.writeUInt16BE(content.length, 8);
  return Buffer.concat([owner, fields, content]);
}

const nameOf = (name: string): Buffer => Buffer.concat([...name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);

function bytesOf(text: string): Buffer {
  const address = parseAddress(text);
  if (!address) throw new Error(`${text} is no address`);
  return Buffer.from(address.value.toString(16).padStart(address.family === 4 ? 8 : 32, "0"), "hex");
}

/** The question's name, and where its type begins. */
function readName(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join("."), end: at + 1 };
}
