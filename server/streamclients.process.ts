/** Clients of event streams in a process of their own, so that what they cost is not the server's: `node server/streamclients.process.ts`. */
import { type ClientRequest, type IncomingMessage, get } from "node:http";
import { connect, type Socket } from "node:net";
import { ALIVE_PATH, EVENTS_PATH } from "#lib/api/events.ts";
import { API } from "#lib/api/routes.ts";

export type ToClients =
  /** `stuck` are connected, ask, and never read; what `reads` reads, and says so. */
  | { readonly kind: "open"; readonly port: number; readonly reads: number; readonly stuck: number }
  /** Readers come again, with the id of what they heard last, when the time is over that the server told. */
  | { readonly kind: "again"; readonly port: number; readonly remembering: boolean }
  | { readonly kind: "break" }
  | { readonly kind: "report" };

/** What one reader heard since it came. */
export interface Reader {
  readonly open: boolean;
  readonly stream: string;
  readonly retry: number;
  readonly byes: readonly number[];
  /** Data of the revision events, and when each came, in milliseconds since 1970. */
  readonly revisions: readonly string[];
  readonly times: readonly number[];
  readonly refusals: number;
}

const ANSWER_EVERY = 2;

class Client {
  #port = 0;
  #request: ClientRequest | undefined;
  #id = "";
  #beats = 0;
  told = fresh();

  come(port: number, remembering: boolean): void {
    this.#port = port;
    this.told = fresh();
    this.#beats = 0;
    const headers = remembering && this.#id !== "" ? { "last-event-id": this.#id } : {};
    this.#request = get({ host: "127.0.0.1", port, path: API + EVENTS_PATH, headers, agent: false }, (response) => this.#read(response)).on("error", () => this.#refused(remembering));
  }

  again(port: number, remembering: boolean): void {
    setTimeout(() => this.come(port, remembering), this.told.byes[0] ?? this.told.retry);
  }

  break(): void {
    this.#request?.destroy();
  }

  /** Whatever it is, a server that starts can be asked a little later. */
  #refused(remembering: boolean): void {
    if (this.told.open) return;
    const refusals = this.told.refusals + 1;
    setTimeout(() => {
      this.come(this.#port, remembering);
      this.told.refusals = refusals;
    }, 200);
  }

  #read(response: IncomingMessage): void {
    this.told.open = response.statusCode === 200;
    let text = "";
    response.setEncoding("utf8").on("data", (piece: string) => {
      const events = (text + piece).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) this.#hear(new Map(event.split("\n").map((line) => line.split(": ", 2) as [string, string])));
    });
    response.on("error", () => undefined).on("close", () => (this.told.open = false));
  }

  #hear(event: ReadonlyMap<string, string>): void {
    this.#id = event.get("id") ?? this.#id;
    const told = JSON.parse(event.get("data") ?? "{}") as { readonly stream?: string; readonly retry?: number };
    switch (event.get("event")) {
      case "stream":
        Object.assign(this.told, told);
        break;
      case "bye":
        this.told.byes.push(told.retry ?? 0);
        break;
      case "beat":
        this.#beats += 1;
        if (this.#beats % ANSWER_EVERY === 0) get({ host: "127.0.0.1", port: this.#port, path: `${API}${ALIVE_PATH}?stream=${this.told.stream}`, agent: false }, (response) => response.resume()).on("error", () => undefined);
        break;
      case "revision":
        this.told.revisions.push(event.get("data") ?? "");
        this.told.times.push(Date.now());
        break;
      default:
    }
  }
}

const fresh = () => ({ open: false, stream: "", retry: 0, byes: [] as number[], revisions: [] as string[], times: [] as number[], refusals: 0 });

const readers: Client[] = [];
const stuck: Socket[] = [];

process.on("message", (told: ToClients) => {
  switch (told.kind) {
    case "open":
      for (let n = 0; n < told.stuck; n++) {
        const socket = connect(told.port, "127.0.0.1", () => socket.write(`GET ${API}${EVENTS_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`));
        socket.pause();
        stuck.push(socket.on("error", () => undefined));
      }
      for (let n = 0; n < told.reads; n++) {
        const client = new Client();
        readers.push(client);
        client.come(told.port, false);
      }
      break;
    case "again":
      for (const client of readers) client.again(told.port, told.remembering);
      break;
    case "break":
      for (const client of readers) client.break();
      break;
    case "report":
      process.send?.(readers.map(({ told: heard }) => heard) satisfies readonly Reader[]);
  }
});
process.once("disconnect", () => process.exit(0));
