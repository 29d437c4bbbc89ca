import type { Dialect } from "./dialect.ts";
import { networkPolicyDialect } from "#lib/policy/dialects/networkpolicy/dialect.ts";

/** Every policy API that is evaluated: a new one is a folder below `dialects` and a line here. */
const DIALECTS: readonly Dialect[] = [networkPolicyDialect];

/** The dialect that reads such objects, if only to reject them: those of a version that no server serves are claimed too. */
export const dialectFor = (apiVersion: string, kind: string): Dialect | undefined =>
  DIALECTS.find((dialect) => dialect.kinds.includes(kind) && (dialect.apiVersion === apiVersion || dialect.unserved.has(apiVersion)));
