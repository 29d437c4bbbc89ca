import { addressOf, idOf, portOf, portOfScheme } from "./endpoints.ts";
import { FAILURES, type Failure } from "./failures.ts";
import { commandSource } from "./kubectlsource.ts";
import { type Symptom, symptomIn } from "./symptoms.ts";

/** A connection that somebody's text tells of. */
export interface Pasted {
  /** Who called, as an id or an address, where the text says so. */
  readonly from: string | undefined;
  /** ip:…, dns:…, svc:namespace/name, or an id as it was written. */
  readonly to: string;
  /** undefined where neither the text nor the scheme names one. */
  readonly port: number | undefined;
  readonly protocol: "tcp" | "udp" | "sctp";
  readonly symptom: Symptom | undefined;
  /** The words of the text that tell the symptom. */
  readonly said: string;
}

interface Found extends Pasted {
  readonly rank: number;
  readonly place: number;
}

/** Longer texts are logs: what matters stands at their beginning. */
const LONGEST = 4_000;

/**
 * Finds the connections that an error text, a URL, a command or `a -> b:443/tcp` tells of: the likeliest first, each once. What a
 * program dialled comes before what it calls that; a server of names that gave no answer before the name.
 */
export function readPasted(given: string): readonly Pasted[] {
  const text = plain(given);
  const found = FAILURES.flatMap((failure) => [...text.matchAll(failure.pattern)].flatMap((match) => foundBy(failure, match, text)));
  const ordered = found.toSorted((a, b) => a.rank - b.rank || a.place - b.place);
  const from = ordered.find((one) => one.from !== undefined)?.from ?? commandSource(text);
  return once(ordered.filter(({ to }) => to !== from)).map(({ to, port, protocol, symptom, said }) => ({ from, to, port, protocol, symptom, said }));
}

function foundBy({ rank, lookup, usual }: Failure, { index, groups = {} }: RegExpMatchArray, text: string): readonly Found[] {
  const { host, ip, scheme = "", source, server, proto } = groups;
  if (rank === 2 && host !== undefined && !isFull(host)) return [];
  const told = symptomIn(lineAt(text, index ?? 0)) ?? symptomIn(text);
  const symptom = lookup ? "unresolved" : told?.symptom;
  const end: Omit<Found, "to"> = {
    from: source === undefined ? undefined : sourceId(source),
    port: portOf(groups["port"]) ?? portOfScheme(scheme.toLowerCase()) ?? usual,
    protocol: protocolOf(proto ?? scheme),
    symptom,
    said: told?.said ?? "",
    rank,
    place: index ?? 0,
  };
  const named = host === undefined ? undefined : writtenId(host);
  const numbered = ip === undefined ? undefined : idOf(ip);
  const asked = server === undefined ? undefined : idOf(server);
  const unanswered = told !== undefined && told.symptom !== "unresolved" ? told.symptom : undefined;
  return [
    ...(numbered === undefined ? [] : [{ ...end, to: numbered }]),
    ...(named === undefined ? [] : [{ ...end, to: named, rank: numbered === undefined ? rank : rank + 1 }]),
    ...(asked === undefined ? [] : [{ ...end, to: asked, port: 53, protocol: "udp" as const, symptom: unanswered, rank: unanswered === undefined ? 2 : 0 }]),
  ];
}

/** Of several that say the same the first stays; one without a port is the same as one with, and so is one that tells no protocol. */
function once(ordered: readonly Found[]): readonly Found[] {
  const kept = new Map<string, Found>();
  for (const one of ordered) {
    const port = one.port ?? ordered.find(({ to, port }) => to === one.to && port !== undefined)?.port;
    const key = `${one.to} ${String(port)}`;
    if (!kept.has(key)) kept.set(key, { ...one, port });
  }
  return [...kept.values()];
}

/** `default/api`, `svc:shop/web` as they are; else what the end is. */
const writtenId = (written: string): string | undefined => (/^(?:svc|dns|ip):/i.test(written) || written.includes("/") ? written : idOf(decoded(written)));

const sourceId = (written: string): string | undefined => {
  if (written.includes("/")) return written;
  const address = addressOf(written.replace(/^ip:/i, ""));
  return address && `ip:${address.text}`;
};

const protocolOf = (written: string): Pasted["protocol"] => {
  const lower = written.toLowerCase();
  return lower === "udp" || lower === "sctp" ? lower : "tcp";
};

/** gRPC writes the brackets of an address as `%5B`. */
const decoded = (written: string): string => written.replace(/^%5B(.*)%5D$/i, "$1");

/** Ends of names that are files: `main.go:12` is where a program stands, not where it goes. */
const FILES = /\.(?:go|java|kt|scala|py|pyc|rb|js|mjs|cjs|ts|mts|jsx|tsx|rs|cs|fs|php|c|h|cc|cpp|hpp|ex|exs|erl|clj|swift|sh|so|jar|yaml|yml|json|log|txt|html|lua|pl)$/i;

/** Whether it is an address or a name with a domain, which is nothing else by chance. */
const isFull = (host: string): boolean => addressOf(host) !== undefined || (/\.[a-z][a-z0-9-]*[a-z0-9]$/i.test(host) && !FILES.test(host));

function lineAt(text: string, place: number): string {
  const end = text.indexOf("\n", place);
  return text.slice(text.lastIndexOf("\n", place) + 1, end < 0 ? text.length : end);
}

/** Without what terminals, JSON and HTML put into it. */
const plain = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/\u001b\[[0-9;]*m/g, "")
    .replace(/\\u003e|&gt;/gi, ">")
    .replace(/\\u003c|&lt;/gi, "<")
    .replace(/\\"|&quot;/g, '"')
    .replace(/\\[nrt]/g, "\n");
