import { describe, expect, test } from "vitest";
import { ApiFault } from "./fault.ts";
import { LONGEST_LINE, linesOf } from "./lines.ts";

async function* bodyOf(...pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
}

async function read(...pieces: readonly (string | Uint8Array)[]): Promise<{ readonly lines: readonly string[]; readonly ended: string }> {
  const lines: string[] = [];
  try {
    for await (const line of linesOf(bodyOf(...pieces), () => undefined)) lines.push(line);
    return { lines, ended: "whole" };
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return { lines, ended: `${error.what.kind}: ${error.message}` };
  }
}

test("a stream reads the same, wherever it is cut into pieces", async () => {
  const bytes = Buffer.from('{"a":"é"}\n{"b":"€𝄞"}\n\n');
  for (let at = 0; at <= bytes.length; at++) {
    expect(await read(bytes.subarray(0, at), bytes.subarray(at))).toEqual({ lines: ['{"a":"é"}', '{"b":"€𝄞"}', ""], ended: "whole" });
  }
});

test("a stream that ends within a line is broken, at every byte of it", async () => {
  const bytes = Buffer.from('{"a":1}\n{"b":2}');
  for (let at = 9; at <= bytes.length; at++) {
    const { lines, ended } = await read(bytes.subarray(0, at));
    expect(lines).toEqual(['{"a":1}']);
    expect(ended).toMatch(/^garbled: /);
  }
});

describe("long lines", () => {
  const filler = (length: number): Uint8Array => Buffer.alloc(length, "x");
  test("up to the limit they are read", async () => {
    const { lines, ended } = await read(filler(LONGEST_LINE), "\n");
    expect(lines.map(({ length }) => length)).toEqual([LONGEST_LINE]);
    expect(ended).toBe("whole");
  });

  test("one byte more is too large, named where the name stands early", async () => {
    const start = '{"type":"ADDED","object":{"metadata":{"name":"giant"},"x":"';
    expect((await read(start, filler(LONGEST_LINE - start.length + 1), "\n")).ended).toBe("too-large: an object is larger than 4 MiB: `giant`");
  });

  test("a line that never ends is left when it is too long, and not held", async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 1;
        yield filler(1 << 20);
      }
    }
    const reading = async (): Promise<void> => {
      for await (const line of linesOf(endless(), () => undefined)) expect(line).toBe("never");
    };
    await expect(reading()).rejects.toThrow("larger than 4 MiB");
    expect(sent).toBe(5);
  });
});
