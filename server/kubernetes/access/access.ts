import { readFileSync } from "node:fs";
import type { RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Dispatcher } from "undici";
import { hide } from "../../secrets.ts";
import type { Time } from "../../time.ts";
import { IN_CLUSTER } from "./wish.ts";

/** What one request carries: how to connect, and who asks. */
export interface Credentials {
  readonly dispatcher: Dispatcher | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Milliseconds. Tokens and certificates are swapped on disk while we run (client-go reads them again as often). */
const FRESH = 60_000;

/** The credentials of one cluster: read again after a minute, and at once where the server refuses them. */
export class Access {
  readonly #load: () => KubeConfig;
  readonly #time: Time;
  #config: KubeConfig;
  #read = -Infinity;
  #tls = "";
  #dispatcher: Dispatcher | undefined;
  #reading: Promise<Credentials> | undefined;

  /** @param load reads the configuration; @throws whatever it throws the first time */
  constructor(load: () => KubeConfig, time: Time) {
    this.#load = load;
    this.#time = time;
    this.#config = load();
  }

  /** Scheme, host, port and perhaps a path, without a final slash. */
  get server(): string {
    return this.#config.getCurrentCluster()?.server ?? "";
  }

  /** The certificates that the server has to prove itself with; "": the machine's. */
  get authority(): string {
    const { caData, caFile } = this.#config.getCurrentCluster() ?? {};
    return caData ?? (caFile === undefined ? "" : readFileSync(caFile, "utf8"));
  }

  /** What the cluster is called: as its context. */
  get name(): string {
    const context = this.#config.getCurrentContext();
    return context === IN_CLUSTER ? "in-cluster" : context;
  }

  /** The namespace of the context: one to look into where the whole cluster may not be read. */
  get namespace(): string | undefined {
    return this.#config.getContextObject(this.#config.getCurrentContext())?.namespace || undefined;
  }

  /** Whether anybody could answer in the server's place. */
  get insecure(): boolean {
    return this.server.startsWith("http:") || this.#config.getCurrentCluster()?.skipTLSVerify === true;
  }

  /** @rejects where a file or a plugin does not give credentials */
  credentials(): Promise<Credentials> {
    if (this.#reading === undefined || this.#time.monotonic() - this.#read >= FRESH) {
      this.#read = this.#time.monotonic();
      const reading = this.#apply();
      reading.catch(() => this.#reading === reading && (this.#reading = undefined));
      this.#reading = reading;
    }
    return this.#reading;
  }

  /** The server refused these: the next ones are made from what is on disk then. */
  async forget(refused: Credentials): Promise<void> {
    const current = await this.#reading?.catch(() => undefined);
    if (current !== refused) return;
    this.#reading = undefined;
    this.#config = this.#load();
  }

  /** Connections are kept as long as nothing changes that they were made with. */
  async #apply(): Promise<Credentials> {
    const options: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    const tls = JSON.stringify([options.ca, options.cert, options.key, options.rejectUnauthorized, options.servername].map((part) => (Buffer.isBuffer(part) ? part.toString("base64") : (part ?? null))));
    if (tls !== this.#tls || this.#dispatcher === undefined) {
      const old = this.#dispatcher;
      this.#dispatcher = await this.#newDispatcher();
      this.#tls = tls;
      void old?.destroy().catch(() => undefined);
    }
    const headers = headersOf(options);
    hide((headers["authorization"] ?? "").replace(/^\w+ /, ""));
    return { dispatcher: this.#dispatcher, headers };
  }

  /** Made by the client library, which knows every kind of proxy. */
  async #newDispatcher(): Promise<Dispatcher | undefined> {
    let made: Dispatcher | undefined;
    const context = { setHeaderParam: () => undefined, setDispatcher: (dispatcher: Dispatcher) => (made = dispatcher) };
    await this.#config.applySecurityAuthentication(context as unknown as Parameters<KubeConfig["applySecurityAuthentication"]>[0]);
    return made;
  }

  async close(): Promise<void> {
    await this.#dispatcher?.destroy().catch(() => undefined);
  }
}

function headersOf({ headers, auth }: RequestOptions): Readonly<Record<string, string>> {
  const given = Object.entries((headers ?? {}) as Readonly<Record<string, unknown>>).map(([name, value]) => [name.toLowerCase(), String(value).trim()]);
  const basic = typeof auth === "string" ? [["authorization", `Basic ${Buffer.from(auth).toString("base64")}`]] : [];
  return Object.fromEntries([...given, ...basic]) as Readonly<Record<string, string>>;
}
