import { expect } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Fault, FaultAction, FaultPoint } from "#apiserver/fault.ts";
import { quirksOf } from "#apiserver/quirks.ts";
import { Random } from "#apiserver/random.ts";
import { decode } from "./decode.ts";
import { Live, namespace, pod, policy, twoPods } from "./live.fixture.ts";

const EVERYTHING = [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }];
const NO_POLICIES = [{ verbs: ["list", "watch"], apiGroups: ["", "discovery.k8s.io", "cilium.io"], resources: ["*"] }];
const ONE_NAMESPACE = [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"], namespaces: ["a"] }];
const SECOND = 1_000;
/** How old what is told may be: a minute, and what it takes to notice and to settle. */
const OLDEST_TRUTH = 65 * SECOND;

/** Everything that happens in one schedule follows from its seed. */
export class Schedule {
  readonly #random: Random;
  readonly #live: Live;
  /** What was true of one connection, and from when. */
  readonly #truths: { readonly at: number; readonly verdict: string }[] = [];
  #events = 0;
  #decided = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    const version = this.#one(["1.29", "1.33", "1.35"] as const);
    this.#live = new Live({ seed, token: "t", namespaces: ["a"], quirks: { version }, memory: this.#one([5, 50, 10_000]), prepare: (api) => {
      twoPods(api);
      api.access.grant("t", { user: "whydrop", groups: [], rules: EVERYTHING });
    } });
  }

  /** @returns how many changes were made, and how often a verdict was given */
  async run(steps: number): Promise<{ readonly events: number; readonly decided: number }> {
    const live = this.#live;
    this.#note();
    live.source.start();
    for (let step = 0; step < steps; step++) {
      for (let left = this.#random.below(4); left > 0; left--) this.#change();
      if (this.#random.next() < 0.35) this.#harm();
      if (this.#random.next() < 0.1) this.#mend();
      await live.time.advance(Math.round(10 ** (this.#random.next() * 4.6)));
      this.#expectHonest();
    }
    this.#mend();
    // A connection that drips goes on dripping: what is held grows old meanwhile, and that is said, but it is not well.
    live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "rst" } });
    await live.time.advance(180 * SECOND);
    this.#expectHonest();
    expect(live.source.state.kinds?.filter(({ state }) => state.kind !== "live" && state.kind !== "not-installed")).toEqual([]);
    live.expectEqual("pods", "namespaces", "nodes", "services", "networkpolicies.networking.k8s.io", "ciliumnetworkpolicies.cilium.io");
    this.#expectOrder();
    expect(live.source.repairs).toBe(0);
    await live.end();
    return { events: this.#events, decided: this.#decided };
  }

  #one<T>(choices: readonly T[]): T {
    return choices[this.#random.below(choices.length)] as T;
  }

  #change(): void {
    const { api } = this.#live;
    const name = `${this.#one(["a", "b"])}/${this.#one(["web", "p1", "p2", "constructor"])}`;
    this.#events += 1;
    switch (this.#random.below(8)) {
      case 0: case 1: case 2:
        api.put(pod(name, `10.0.${this.#random.below(4)}.${this.#random.below(250)}`));
        break;
      case 3:
        if (name !== "a/web") api.remove(pod(name, ""));
        break;
      case 4:
        api.remove(pod("a/web", ""));
        api.put(pod("a/web", `10.0.7.${this.#random.below(250)}`));
        break;
      case 5:
        api.put(policy("a/closed", { podSelector: {}, policyTypes: ["Egress"], ...(this.#random.next() < 0.5 && { egress: [{}] }) }));
        break;
      case 6:
        api.put(namespace(this.#one(["c", "d"]), { n: String(this.#random.below(9)) }));
        break;
      case 7:
        if (this.#random.next() < 0.5) api.remove(policy("a/closed", {}));
    }
    this.#note();
  }

  #harm(): void {
    const { api } = this.#live;
    switch (this.#random.below(9)) {
      case 0:
        return api.compact();
      case 1:
        return api.endWatches();
      case 2:
        return api.access.grant("t", { user: "whydrop", groups: [], rules: this.#one([EVERYTHING, NO_POLICIES, ONE_NAMESPACE]) });
      case 3:
        if (this.#random.next() < 0.5) api.install("cilium.io");
        else api.uninstall("cilium.io");
        return;
      case 4:
        api.quirks = quirksOf({ version: api.quirks.version, gone: this.#one(["status", "event"]), bookmarks: this.#one(["served", "never", "going back"]), history: this.#one(["kept", "kept", "always compacted"]) });
        return;
      case 5:
        return api.access.revoke("t");
      default:
        api.faults.inject(this.#fault());
    }
  }

  #fault(): Fault {
    const at: FaultPoint = this.#one([{ kind: "accept" }, { kind: "before headers" }, { kind: "after headers" }, { kind: "after bytes", bytes: 1 + this.#random.below(3_000) }, { kind: "between events" }, { kind: "inside a string" }, { kind: "at close" }, { kind: "at once" }]);
    const breaks: readonly FaultAction[] = [{ kind: "fin" }, { kind: "rst" }, { kind: "stall" }, ...(at.kind === "at once" ? [] : [{ kind: "delay", milliseconds: 1 + this.#random.below(30_000) } as const])];
    const more: readonly FaultAction[] = at.kind === "before headers"
      ? [429, 500, 503, 504, 302].map((status) => ({ kind: "status", status, ...(status === 429 && { headers: { "retry-after": this.#one(["1", "5", "soon"]) } }) }))
      : at.kind === "after headers" || at.kind === "after bytes" ? [{ kind: "slow", bytesPerSecond: 10 ** (1 + this.#random.below(3)) }]
      : at.kind === "between events" ? [{ kind: "duplicate" }, { kind: "reorder" }, { kind: "garbage", text: '{"type":"ODD"}\n' }] : [];
    const action = this.#one([...breaks, ...more]);
    const early = at.kind === "accept" || at.kind === "at once";
    return { at, action, when: { times: 1 + this.#random.below(6), skip: early ? 0 : this.#random.below(4), ...(!early && this.#random.next() < 0.6 && { resource: this.#one(["pods", "networkpolicies.networking.k8s.io", "namespaces"]) }) } };
  }

  #mend(): void {
    const { api } = this.#live;
    api.faults.clear();
    api.quirks = quirksOf({ version: api.quirks.version });
    api.access.grant("t", { user: "whydrop", groups: [], rules: EVERYTHING });
  }

  #note(): void {
    const { api, time } = this.#live;
    const facts = ["pods", "namespaces", "networkpolicies.networking.k8s.io"].flatMap((resource) => api.objects(resource).flatMap((object) => decode(object).facts));
    this.#truths.push({ at: time.monotonic(), verdict: answer({ from: parseEnd("a/web", "from"), ...parseTarget("203.0.113.4:443") }, contextOf(new Snapshot(facts, []))).folded.verdict });
  }

  /** O3: what is told was true within the last minute, or it is said not to be known. */
  #expectHonest(): void {
    const { verdict } = this.#live.ask("a/web", "203.0.113.4:443").folded;
    if (verdict === "unknown") return;
    this.#decided += 1;
    const since = this.#live.time.monotonic() - OLDEST_TRUTH;
    const recent = this.#truths.filter(({ at }, index) => at >= since || (this.#truths[index + 1]?.at ?? Infinity) > since);
    expect(recent.map((truth) => truth.verdict)).toContain(verdict);
  }

  /** O2: nothing comes back to life, and a name that is taken over is given up first. */
  #expectOrder(): void {
    const living = new Map<string, string>();
    for (const { kind, entry: { key, uid, ingested } } of this.#live.changes) {
      const [fact] = ingested.facts;
      const name = `${fact?.kind ?? ""} ${key}`;
      if (kind === "remove") {
        expect(living.get(name)).toBe(uid);
        living.delete(name);
      } else {
        expect(living.get(name) ?? uid).toBe(uid);
        living.set(name, uid);
      }
    }
  }
}
