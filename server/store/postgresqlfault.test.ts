import { expect, test } from "vitest";
import { StoreFault } from "./database.ts";
import { postgresqlFault } from "./postgresqlfault.ts";

const told = (message: string, code?: string): unknown => postgresqlFault(Object.assign(new Error(message), code !== undefined && { code }));

test.each([
  { code: "53100", kind: "full", means: "disk_full" },
  { code: "53200", kind: "slow", means: "out_of_memory" },
  { code: "53300", kind: "slow", means: "too_many_connections" },
  { code: "55P03", kind: "slow", means: "lock_not_available" },
  { code: "57014", kind: "slow", means: "query_canceled" },
  { code: "40P01", kind: "slow", means: "deadlock_detected" },
  { code: "57P01", kind: "absent", means: "admin_shutdown" },
  { code: "57P02", kind: "absent", means: "crash_shutdown" },
  { code: "57P03", kind: "absent", means: "cannot_connect_now" },
  { code: "08006", kind: "absent", means: "connection_failure" },
  { code: "28P01", kind: "absent", means: "invalid_password" },
  { code: "3D000", kind: "absent", means: "invalid_catalog_name" },
  { code: "25006", kind: "absent", means: "read_only_sql_transaction, of a replica" },
  { code: "XX001", kind: "damaged", means: "data_corrupted" },
  { code: "ECONNREFUSED", kind: "absent", means: "nobody listens" },
  { code: "ECONNRESET", kind: "absent", means: "the connection broke" },
  { code: "EPIPE", kind: "absent", means: "the connection broke while writing" },
  { code: "ENOTFOUND", kind: "absent", means: "no such name" },
  { code: "EAI_AGAIN", kind: "absent", means: "names cannot be asked for" },
])("$code is $kind: $means", ({ code, kind }) => {
  expect(told("whatever it says", code)).toMatchObject({ kind });
});

test.each(["Connection terminated unexpectedly", "Connection terminated due to connection timeout", "timeout exceeded when trying to connect", "Query read timeout", "Client has encountered a connection error and is not queryable", "The server does not support SSL connections"])("the client's `%s` is an absence", (message) => {
  expect(told(message)).toMatchObject({ kind: "absent" });
});

test("anything else stays what it is", () => {
  const errors = [Object.assign(new Error("duplicate key"), { code: "23505" }), Object.assign(new Error("syntax error"), { code: "42601" }), new TypeError("a store keeps no `NaN`"), new StoreFault("full"), "text"];
  expect(errors.map((error) => postgresqlFault(error))).toEqual(errors);
});
