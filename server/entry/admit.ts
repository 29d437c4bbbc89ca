import { type Refusal, refuse } from "../guard.ts";
import { hasEntered } from "./entry.ts";
import type { Access } from "./routes.ts";

const NOT_ENTERED: Refusal = { code: "unauthorized", message: "enter first: the address with the code was printed when this server was started" };

interface Asking {
  readonly method: string;
  readonly headers: Headers;
  readonly access: Access;
  /** The methods beside GET that are answered there; absent: none. */
  readonly writes?: readonly string[];
}

/** Whom the server answers. Asked at the door, by the proxy, by each handler and before each read: a gap in one of them opens nothing. */
export function admit({ method, headers, access, writes = [] }: Asking): Refusal | undefined {
  const refusal = refuse(method, headers);
  if (refusal !== undefined) return refusal;
  if (access === "entered" && !hasEntered(headers)) return NOT_ENTERED;
  if (method === "GET" || method === "HEAD" || writes.includes(method)) return undefined;
  return { code: "method_not_allowed", message: `only ${["GET", ...writes].join(" and ")} ${writes.length === 0 ? "is" : "are"} answered` };
}
