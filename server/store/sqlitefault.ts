import { StoreFault } from "./database.ts";

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html; the extended ones carry them in their low byte. */
const CODE = { perm: 3, busy: 5, locked: 6, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 } as const;

/** Whether somebody else is at it, and trying again will do. */
export const isBusy = (error: unknown): boolean => [CODE.busy, CODE.locked].some((code) => code === codeOf(error));

/** @returns the fault that SQLite's error means; any other error as it is */
export function sqliteFault(error: unknown): unknown {
  switch (codeOf(error)) {
    case CODE.busy:
    case CODE.locked:
      return new StoreFault("slow", error);
    case CODE.full:
      return new StoreFault("full", error);
    case CODE.corrupt:
    case CODE.notadb:
      return new StoreFault("damaged", error);
    case CODE.perm:
    case CODE.readonly:
    case CODE.ioerr:
    case CODE.cantopen:
      return new StoreFault("absent", error);
    default:
      return error;
  }
}

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
