import { StoreFault } from "./database.ts";

/** PostgreSQL's codes, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const FULL = /^53100$/;
/** Memory, connections, locks that were not to be had in time, statements that took too long, conflicts, a transaction left idle. */
const SLOW = /^(53200|53300|55P03|57014|40001|40P01|25P03)$/;
/** A server that shuts down, crashed or starts; a connection that broke; no right to enter; no such database; read only. */
const ABSENT = /^(57P0[1-5]|08...|28...|3D000|25006)$/;
const DAMAGED = /^XX00[12]$/;
/** Node's, of a socket. */
const SOCKET = /^(E[A-Z]+|EAI_[A-Z]+)$/;
/** What the client says without any code. */
const LOST = /connection|timeout|terminated|not queryable|SSL|SASL|password/i;

/** @returns the fault that an error of PostgreSQL or of the way to it means; any other error as it is */
export function postgresqlFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreFault) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined) return LOST.test(error.message) ? new StoreFault("absent", error) : error;
  if (FULL.test(code)) return new StoreFault("full", error);
  if (SLOW.test(code)) return new StoreFault("slow", error);
  if (DAMAGED.test(code)) return new StoreFault("damaged", error);
  return ABSENT.test(code) || SOCKET.test(code) ? new StoreFault("absent", error) : error;
}
