import { type Refusal, refuse } from "../guard.ts";
import { hasEntered } from "./entry.ts";
import type { Access } from "./routes.ts";

const NOT_ENTERED: Refusal = { code: "unauthorized", message: "enter first: the address with the code was printed when this server was started" };
const NOT_READING: Refusal = { code: "method_not_allowed", message: "only GET is answered" };

interface Asking {
  readonly method: string;
  readonly headers: Headers;
  readonly access: Access;
}

/** Whom the server answers. Asked at the door, by the proxy, by each handler and before each read: a gap in one of them opens nothing. */
export function admit({ method, headers, access }: Asking): Refusal | undefined {
  const refusal = refuse(method, headers);
  if (refusal !== undefined) return refusal;
  if (access === "entered" && !hasEntered(headers)) return NOT_ENTERED;
  return method === "GET" || method === "HEAD" ? undefined : NOT_READING;
}
