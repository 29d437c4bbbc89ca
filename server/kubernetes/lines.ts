import { ApiFault } from "./fault.ts";

/** Bytes. etcd takes no object above 1.5 MiB; what comes near this is no object. */
export const LONGEST_LINE = 4 * 1024 * 1024;
const NEWLINE = 10;

/**
 * The lines of a watch. A last line without its end is half an object, and no line.
 *
 * @throws ApiFault for a line that is too long, which is never held as a whole, and for one that was cut off
 */
export async function* linesOf(body: AsyncIterable<Uint8Array>, onBytes: () => void): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    onBytes();
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      const line = piece.subarray(start, end);
      if (size + line.length > LONGEST_LINE) throw tooLong([...held, line]);
      yield decode(held, line);
      held = [];
      size = 0;
      start = end + 1;
    }
    const rest = piece.subarray(start);
    if (rest.length === 0) continue;
    held.push(rest);
    size += rest.length;
    if (size > LONGEST_LINE) throw tooLong(held);
  }
  if (size > 0) throw new ApiFault({ kind: "garbled" }, "the API server's stream was cut off within an object");
}

const decode = (held: readonly Uint8Array[], line: Uint8Array): string => Buffer.concat([...held, line]).toString("utf8");

/** The name stands early, where the object is what it says. */
function tooLong(pieces: readonly Uint8Array[]): ApiFault {
  const start = Buffer.concat(pieces.slice(0, 2)).subarray(0, 8_192).toString("utf8");
  const name = /"name":"([a-z0-9.-]{1,253})"/.exec(start)?.[1];
  return new ApiFault({ kind: "too-large" }, `an object is larger than ${LONGEST_LINE / 1024 / 1024} MiB${name === undefined ? "" : `: \`${name}\``}`);
}
