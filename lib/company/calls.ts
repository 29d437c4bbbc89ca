import type { Chance } from "./chance.ts";
import type { Destination } from "./outside.ts";
import { HTTP, type PlannedNamespace, type PlannedWorkload, type Tier } from "./plan.ts";
import { KAFKA, OTLP } from "./shared.ts";

/** Whom a namespace calls beyond itself: what its policies have to allow. */
export interface Outgoing {
  /** Namespaces whose api its own api calls. */
  readonly others: readonly PlannedNamespace[];
  readonly outside: readonly { readonly by: Tier; readonly to: Destination }[];
}

/** Configures everybody with whom they call. @returns what each namespace calls beyond itself */
export function configureCalls(teams: readonly PlannedNamespace[], destinations: readonly Destination[], chance: Chance): ReadonlyMap<PlannedNamespace, Outgoing> {
  const called = teams.filter(({ workloads }) => workloads.some(({ tier }) => tier === "api"));
  return new Map(teams.map((namespace) => [namespace, configure(namespace, called, destinations, chance)]));
}

function configure(namespace: PlannedNamespace, called: readonly PlannedNamespace[], destinations: readonly Destination[], chance: Chance): Outgoing {
  const own = (tier: Tier): PlannedWorkload | undefined => namespace.workloads.find((workload) => workload.tier === tier);
  const [web, api, worker, job] = [own("web"), own("api"), own("worker"), own("job")];
  const others: PlannedNamespace[] = [];
  const outside: { by: Tier; to: Destination }[] = [];
  const reach = (caller: PlannedWorkload | undefined, share: number): void => {
    if (!caller || !chance.is(share)) return;
    const to = chance.pick(destinations);
    outside.push({ by: caller.tier, to });
    caller.calls.push(["REMOTE_URL", to.port === 443 ? `https://${to.host}` : `smtp://${to.host}:${to.port}`]);
  };

  if (api) web?.calls.push(["API_URL", `http://api:${HTTP.number}`]);
  for (const caller of [api, worker, job]) {
    if (!caller) continue;
    if (own("db")) caller.calls.push(["DATABASE_URL", `postgres://${namespace.team}@db:5432/main`]);
    if (own("cache") && caller !== job) caller.calls.push(["CACHE_URL", "redis://cache:6379"]);
  }
  for (const caller of [web, api, worker]) {
    if (caller && chance.is(0.95)) caller.calls.push(["OTEL_EXPORTER_OTLP_ENDPOINT", `http://otel-collector.monitoring:${OTLP.number}`]);
  }
  for (const caller of [web, api]) if (caller && chance.is(0.6)) caller.calls.push(["AUTH_URL", `http://auth.identity:${HTTP.number}`]);
  for (const caller of [api, worker]) if (caller && chance.is(0.8)) caller.calls.push(["KAFKA_BROKERS", `kafka.messaging:${KAFKA.number}`]);
  for (let count = api ? chance.between(0, 4) : 0; count > 0; count--) {
    const other = chance.pick(called);
    if (other === namespace || others.includes(other)) continue;
    others.push(other);
    api?.calls.push([`${other.name.replaceAll("-", "_").toUpperCase()}_URL`, `http://api.${other.name}:${HTTP.number}`]);
  }
  reach(api, 0.25);
  reach(worker, 0.35);
  return { others, outside };
}
