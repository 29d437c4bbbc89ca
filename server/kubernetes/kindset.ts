import { rfc3339 } from "#lib/api/moment.ts";
import type { KindState } from "#lib/cluster/kindstate.ts";
import type { Change } from "./collection.ts";
import { decode } from "./decode.ts";
import { type Served, discover } from "./discovery.ts";
import type { Entry } from "./entry.ts";
import { ApiFault } from "./fault.ts";
import { Backoff } from "../backoff.ts";
import { Kind } from "./kind.ts";
import { type Moment, ageOf, momentOf } from "./moment.ts";
import { kindsToRead } from "./kinds.ts";
import type { Server } from "./reflector.ts";
import { asFault } from "./request.ts";
import { type Resource, apiVersionOf } from "./resource.ts";
import { RIGHTS } from "./rights.ts";

/** Milliseconds between two looks at what the server serves. */
const POLL = 45_000;
/** Milliseconds since the last proof that a kind is served, within which its absence from the list is no proof to the contrary. */
const FOLLOWED = 60_000;
/** The groups that every API server has. */
const ALWAYS: ReadonlySet<string> = new Set(["", "discovery.k8s.io", "networking.k8s.io"]);

export interface KindSetWish {
  readonly configMaps: boolean;
  /** Where to look besides the namespaces that can be listed, if the whole cluster may not be read. */
  readonly namespaces: readonly string[];
  readonly onChange: (change: Change | "state") => void;
}

/** The kinds of one cluster, as its server serves them now: they come and go with their definitions. */
export class KindSet {
  readonly #server: Server;
  readonly #wish: KindSetWish;
  readonly #kinds = new Map<string, { readonly kind: Kind; readonly stop: AbortController }>();
  #served: Served | undefined;
  /** When the server last told. */
  #told: Moment | undefined;
  #fault: ApiFault | undefined;
  /** Milliseconds since 1970: when the server is asked again what it serves. */
  #retryAt = 0;

  constructor(server: Server, wish: KindSetWish) {
    this.#server = server;
    this.#wish = wish;
  }

  /** undefined until the server has been asked once. */
  get served(): Served | undefined {
    return this.#served;
  }

  /** Milliseconds since the server told what it serves; Infinity before that. */
  get age(): number {
    return this.#told === undefined ? Infinity : ageOf(this.#told, this.#server.time);
  }

  /** Why the server could not tell what it serves; undefined where it could. */
  get fault(): ApiFault | undefined {
    return this.#fault;
  }

  get kinds(): readonly Kind[] {
    return [...this.#kinds.values()].map(({ kind }) => kind);
  }

  get entries(): readonly Entry[] {
    return this.kinds.flatMap(({ entries }) => entries);
  }

  /** Of every kind that is read, then of the policy kinds that the server does not have. */
  states(): readonly KindState[] {
    if (this.#served === undefined) return this.#awaited();
    const read = this.kinds.flatMap((kind) => kind.states());
    const has = new Set(this.#served.resources.map(({ group, resource }) => `${group} ${resource}`));
    const absent = RIGHTS.filter(({ group }) => group !== "" && group !== "discovery.k8s.io").flatMap(({ group, kinds }) =>
      kinds.filter(([resource]) => !has.has(`${group} ${resource}`)).map(([resource, kind]): KindState => ({ group, resource, kind, namespace: "", count: 0, state: { kind: "not-installed" } })));
    return [...read, ...absent];
  }

  /** What every server has is waited for, also before it has told what it serves. */
  #awaited(): readonly KindState[] {
    const trouble = this.#fault && { why: this.#fault.message, retryAt: rfc3339(this.#retryAt) };
    return RIGHTS.filter(({ group }) => ALWAYS.has(group)).flatMap(({ group, kinds }) => kinds.map(([resource, kind]): KindState => ({ group, resource, kind, namespace: "", count: 0, state: { kind: "loading", ...trouble } })));
  }

  /** @rejects with the signal's reason when it is aborted */
  async run(signal: AbortSignal): Promise<never> {
    const backoff = new Backoff(this.#server.time, this.#server.random);
    for (;;) {
      try {
        const served = await discover(this.#server, signal);
        this.#fault = undefined;
        this.#told = momentOf(this.#server.time);
        this.#serve(served, signal);
        await this.#server.time.sleep(POLL * (0.8 + this.#server.random() / 5), signal);
      } catch (error) {
        const fault = asFault(error, signal);
        if (!(fault instanceof ApiFault)) throw fault;
        this.#fault = fault;
        const wait = Math.max(fault.retryAfter, backoff.next());
        this.#retryAt = this.#server.time.wall() + wait;
        this.#wish.onChange("state");
        await this.#server.pause(wait, fault, signal);
      }
    }
  }

  /**
   * A group whose own server is down keeps the kinds that it had. So does a kind that is being followed: a server that has
   * just begun does not list all definitions yet. One that has really gone answers 404 itself.
   */
  #serve(served: Served, signal: AbortSignal): void {
    const has = new Set(served.resources.map(({ group, resource }) => `${group} ${resource}`));
    const missing = this.#served?.resources.filter(({ group, resource }) => !has.has(`${group} ${resource}`)) ?? [];
    const kept = missing.filter((one) => served.silent.includes(apiVersionOf(one)) || this.#isFollowed(one));
    this.#served = { resources: [...served.resources, ...kept], silent: served.silent.filter((version) => !kept.some((one) => apiVersionOf(one) === version)) };
    const wanted = new Map(kindsToRead(this.#served, this.#wish).map((resource) => [nameOf(resource), resource]));
    for (const [name, { kind, stop }] of this.#kinds) {
      if (wanted.has(name)) continue;
      stop.abort();
      this.#kinds.delete(name);
      for (const entry of kind.entries) this.#wish.onChange({ kind: "remove", entry });
    }
    for (const [name, resource] of wanted) if (!this.#kinds.has(name)) this.#start(name, resource, signal);
    this.#wish.onChange("state");
  }

  #isFollowed(resource: Resource): boolean {
    return this.#kinds.get(nameOf(resource))?.kind.scopes.some(({ age }) => age <= FOLLOWED) ?? false;
  }

  #start(name: string, resource: Resource, signal: AbortSignal): void {
    const stop = new AbortController();
    const kind = new Kind(this.#server, { resource, decode, namespaces: () => this.#namespaces(), onChange: this.#wish.onChange });
    this.#kinds.set(name, { kind, stop });
    kind.run(AbortSignal.any([signal, stop.signal])).catch(() => undefined);
  }

  /** Those that can be listed, and those that somebody named. */
  #namespaces(): readonly string[] {
    const listed = this.kinds.find(({ resource }) => resource.group === "" && resource.resource === "namespaces")?.entries.map(({ key }) => key.slice(1)) ?? [];
    return [...new Set([...this.#wish.namespaces, ...listed])];
  }
}

/** A definition may be replaced by another of the same name. */
const nameOf = (one: Resource): string => `${one.resource} ${apiVersionOf(one)} ${one.kind} ${one.namespaced}`;
