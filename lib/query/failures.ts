import { SCHEMES } from "./endpoints.ts";

/**
 * How programs write where they could not go. Groups: `host` (a name or an address), `ip` (what that name was), `port`, `proto`,
 * `scheme`, `source` (who called, where the text says so), `server` (who was asked for the name).
 */
export interface Failure {
  /** 0: what was dialled; 1: what it was called; 2: an address that stands somewhere in the text. */
  readonly rank: 0 | 1 | 2;
  readonly pattern: RegExp;
  /** What failed where it is written so: looking the name up. */
  readonly lookup: boolean;
  /** The port where the text names none. */
  readonly usual: number | undefined;
}

const NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}";
const IPV4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const BRACKETS = String.raw`\[[0-9A-Fa-f:.]{2,45}(?:%\w{1,15})?\]`;
const IPV6 = "[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}";
const END = `(?:${BRACKETS}|${IPV6}|${NAME})`;
const ADDRESS = `(?:${BRACKETS}|${IPV6}|${IPV4})`;

/** As it can be typed: default/api, default/deploy/api, svc:shop/web, or an end. */
const ID = `(?:svc:|dns:|ip:)?${END}(?:\\/${NAME}){0,2}`;

const HOST = `(?<host>${END})`;
const IP = `(?<ip>${ADDRESS})`;
const PORT = String.raw`(?<port>\d{1,5})(?!\d)`;
const QUOTE = `["'\`‘’“”]`;

const failure = (rank: Failure["rank"], pattern: string, usual?: number): Failure => ({ rank, pattern: new RegExp(pattern, "giu"), lookup: false, usual });
const lookup = (pattern: string, usual?: number): Failure => ({ rank: 1, pattern: new RegExp(pattern, "giu"), lookup: true, usual });

export const FAILURES: readonly Failure[] = [
  // Go, and all that is written in it: kubectl, Prometheus, gRPC, controllers
  failure(0, String.raw`\b(?:dial|read|write|proxyconnect) (?<proto>tcp|udp)[46]? (?<source>${END}):\d{1,5}\s*->\s*${HOST}:${PORT}`),
  failure(0, String.raw`\bdial(?:ing)? (?<proto>tcp|udp)[46]? ${HOST}:${PORT}`),
  lookup(String.raw`\blookup (?<host>${NAME})(?: on (?<server>${END}):53)?:`),

  // curl, and what stands on it
  failure(0, String.raw`\bFailed to connect to ${HOST}(?: \(${IP}\))? port ${PORT}`),
  failure(0, String.raw`\bconnect to ${HOST} port ${PORT}(?: from (?<source>${END}) port \d+)?(?: \((?<proto>tcp|udp)\))? failed`),
  lookup(String.raw`\bCould not resolve host: ${HOST}`),
  failure(1, String.raw`\* +Trying ${HOST}:${PORT}\.\.\.`),

  // wget, nc, ssh, telnet, dig; the commands themselves
  failure(0, String.raw`\bConnecting to ${HOST}(?: \([^)|]*\))?\|${IP}\|:${PORT}`),
  failure(0, String.raw`\bConnecting to ${HOST} \(${IP}:${PORT}\)`),
  failure(1, String.raw`\bcan't connect to remote host \(${IP}\)`),
  lookup(String.raw`\b(?:bad address|(?:unable to|can't|cannot|Failed to|could not) resolve)(?: host)?(?: address)? ${QUOTE}?(?!host\b)${HOST}`),
  failure(0, String.raw`\bnc: (?:connect to )?${HOST} \(${IP}[):] ?${PORT}`),
  failure(0, String.raw`\bconnect to ${HOST}(?: \(${IP}\))? (?:port )?${PORT}(?: port)?(?: [([](?<proto>tcp|udp)| failed)`),
  failure(0, String.raw`${HOST} \[${IP}\] ${PORT} \(`),
  failure(0, String.raw`\bconnect to host ${HOST} port ${PORT}`),
  failure(0, String.raw`\b(?:communications error to|SERVER:) (?<server>${ADDRESS})#53`),
  failure(1, String.raw`\b(?:nc|ncat|telnet)(?: -[a-z]+(?: \d+)?)* ${HOST} ${PORT}`),

  // Java
  failure(0, String.raw`\bConnect to (?:https?:\/\/)?${HOST}:${PORT} \[[^\]\/]*\/${IP}`),
  failure(0, String.raw`(?<![\w.-])(?<host>${NAME})\/(?:<unresolved>|${IP}):${PORT}`),
  failure(0, String.raw`(?<![\w.:\/-])\/${IP}:${PORT}`),
  lookup(String.raw`\bUnknownHostException: ${HOST}`),
  failure(0, String.raw`\bConnection to ${HOST}:${PORT} refused`),
  failure(0, String.raw`\bjdbc:oracle:thin:@(?:\/\/)?${HOST}:${PORT}`),

  // Python
  failure(0, String.raw`\bHTTPS?ConnectionPool\(host='${HOST}', port=${PORT}`),
  failure(0, String.raw`\bConnect call failed \('${IP}', ${PORT}`),
  failure(0, String.raw`\bserver at "${HOST}"(?: \(${IP}\))?, port ${PORT}`),
  failure(0, String.raw`\bon host "${HOST}"(?: \(${IP}\))? and accepting\s+TCP\/IP connections on port ${PORT}`),
  lookup(String.raw`\bcould not translate host name "${HOST}" to address`, 5432),
  failure(0, String.raw`\bCan't connect to (?<scheme>MySQL|MariaDB) server on '${HOST}(?::${PORT})?'`),

  // Node
  failure(0, String.raw`\bconnect E[A-Z]+ ${HOST}:${PORT}(?: - Local \((?<source>${END}):\d+\))?`),
  lookup(String.raw`\b(?:getaddrinfo|query[A-Z]+) E[A-Z_]+ ${HOST}(?::${PORT})?`),
  failure(0, String.raw`\battempted address(?:es)?: ${HOST}:${PORT}`),
  failure(0, String.raw`\baddress: '${IP}',\s+port: ${PORT}`),

  // Ruby, Elixir, .NET, C and C++
  failure(0, String.raw`\b(?:connection to|connecting to|connect to|Redis on|UnableToConnect on|tcp connect \() ?${HOST}:${PORT}`),
  failure(0, String.raw`\bconnect\(2\) for "?${HOST}"? port ${PORT}`),
  failure(0, String.raw`\((?![\w.]*\.(?:java|kt|scala|js|mjs|py|rb|go|cs):)${HOST}:${PORT}\)\s*(?:$|-|--->|\n)`),
  failure(0, String.raw`\bipv[46][:#](?<host>${BRACKETS}|${IPV4}|%5B[0-9A-Fa-f:]+%5D):${PORT}`),
  lookup(String.raw`\bDNS resolution failed for ${HOST}:${PORT}`),

  // proxies, kernels, what watches packets
  failure(0, String.raw`\bupstream: "(?:(?<scheme>${SCHEMES}):\/\/)?${HOST}(?::${PORT})?`),
  lookup(String.raw`\bhost not found in upstream "${HOST}(?::${PORT})?"`),
  lookup(String.raw`\b(?<host>${NAME}) could not be resolved`),
  failure(0, String.raw`\bSRC=(?<source>[0-9A-Fa-f:.]+) DST=${IP} [^\n]*?\bPROTO=(?<proto>TCP|UDP|SCTP) [^\n]*?\bDPT=${PORT}`),
  failure(0, String.raw`\bIP6? (?<source>${IPV4}|${IPV6})\.\d+ > (?<ip>${IPV4}|${IPV6})\.${PORT}: `),
  failure(0, String.raw`(?<![\w.:\/-])(?<source>${ID})(?::\d{1,5})?(?: \([^)]*\))?\s*(?:->|<>|→)\s*(?:(?<scheme>${SCHEMES}):\/\/)?(?<host>${ID})(?::${PORT})?(?:\/(?<proto>tcp|udp|sctp)\b)?`),

  // anything else
  failure(1, String.raw`\b(?<scheme>${SCHEMES}):\/\/(?:[^\s\/@"'<>]*@)?(?!curl\.(?:haxx\.)?se\b)${HOST}(?::${PORT})?`),
  failure(2, String.raw`(?<![\w.\/@:-])(?<host>${BRACKETS}|${NAME}):${PORT}(?:\/(?<proto>tcp|udp|sctp)\b)?(?!\.?\w|:\d)`),
];
