import { connect } from "node:net";

export interface Answered {
  readonly status: number;
  /** Names in lower case; several of a name are joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends bytes as they are and reads until the server hangs up: clients of libraries refuse to ask what must be refused. */
export async function sendRaw(port: number, text: string, host = "127.0.0.1"): Promise<Answered> {
  const received = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, host, () => socket.write(text));
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.once("error", reject).once("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
  const [head = "", ...rest] = received.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(":")).toLowerCase();
    const value = line.slice(line.indexOf(":") + 1).trim();
    headers[name] = name in headers ? `${headers[name] ?? ""}, ${value}` : value;
  }
  const body = rest.join("\r\n\r\n");
  return { status: Number(first.split(" ")[1] ?? 0), headers, body: headers["transfer-encoding"] === "chunked" ? joined(body) : body };
}

/** @param chunked pieces, each after a line with its length in bytes */
function joined(chunked: string): string {
  const bytes = Buffer.from(chunked);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf("\r\n", at);
    const length = Number.parseInt(bytes.toString("latin1", at, end), 16);
    if (end < 0 || !(length > 0)) break;
    pieces.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(pieces).toString();
}

/** A request for a path, with a header a line. It asks the server to hang up afterwards. */
export const request = (path: string, headers: readonly string[], method = "GET"): string => [`${method} ${path} HTTP/1.1`, "Connection: close", ...headers, "", ""].join("\r\n");
