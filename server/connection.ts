import { AsyncLocalStorage } from "node:async_hooks";

/** What a request is answered by: what is stuck on its way to the client can be ended in no other way. */
interface Connection {
  /** Whether all of the answer was given to the kernel. */
  readonly writableFinished: boolean;
  destroy(): unknown;
}

/** One for all of Next's copies of this module. */
const KEY = Symbol.for("whydrop.connection");
const shared = globalThis as typeof globalThis & { [KEY]?: AsyncLocalStorage<Connection> };
const storage = (shared[KEY] ??= new AsyncLocalStorage<Connection>());

export const answering = (connection: Connection, answer: () => void): void => storage.run(connection, answer);

/** Of the request that is being answered; undefined where something else than `serve` listens. */
export const connectionNow = (): Connection | undefined => storage.getStore();
