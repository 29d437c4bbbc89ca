import { dialectFor } from "#lib/policy/dialects.ts";
import { isPolicyGroup } from "#lib/cluster/ingest/policygroups.ts";
import { isMap, text } from "./entry.ts";
import { ApiFault, isStatus } from "./fault.ts";
import { type Line, requestJson } from "./request.ts";
import { type Resource, apiVersionOf } from "./resource.ts";

/** What the API server serves, of the groups that have a say. */
export interface Served {
  /** One version of each kind: one that we understand where there is one, else the server's first choice. */
  readonly resources: readonly Resource[];
  /** Versions of groups (`group/version`) that are registered and whose server does not answer: what they hold nobody knows. */
  readonly silent: readonly string[];
}

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

const isWanted = (group: string): boolean => group === "discovery.k8s.io" || isPolicyGroup(group);

/** One request on any server since 1.27, one for each group on an older one. @throws ApiFault */
export async function discover(line: Line, signal: AbortSignal): Promise<Served> {
  const answer = await requestJson(line, { method: "GET", path: "/apis", accept: AGGREGATED }, signal);
  const groups = answer["kind"] === "APIGroupDiscoveryList" ? aggregated(answer) : await plain(line, answer, signal);
  return {
    resources: groups.flatMap(({ versions }) => preferred(versions.flatMap(({ resources }) => resources))),
    silent: groups.flatMap(({ name, versions }) => versions.filter(({ silent, resources }) => silent && resources.length === 0).map(({ version }) => `${name}/${version}`)),
  };
}

interface Group {
  readonly name: string;
  /** In the order of the server's preference. */
  readonly versions: readonly { readonly version: string; readonly silent: boolean; readonly resources: readonly Resource[] }[];
}

function aggregated({ items }: Readonly<Record<string, unknown>>): readonly Group[] {
  return maps(items).flatMap((item) => {
    const name = text(isMap(item["metadata"]) ? item["metadata"]["name"] : undefined);
    if (!isWanted(name)) return [];
    const versions = maps(item["versions"]).map((entry) => ({
      version: text(entry["version"]),
      silent: entry["freshness"] === "Stale",
      resources: maps(entry["resources"]).flatMap((one) => {
        const kind = text(isMap(one["responseKind"]) ? one["responseKind"]["kind"] : undefined);
        return asResource(name, text(entry["version"]), text(one["resource"]), kind, one["scope"] === "Namespaced", one["verbs"]);
      }),
    }));
    return [{ name, versions }];
  });
}

async function plain(line: Line, { groups }: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<readonly Group[]> {
  if (!Array.isArray(groups)) throw new ApiFault({ kind: "garbled" }, "the API server's list of API groups is none");
  const wanted = maps(groups).filter((group) => isWanted(text(group["name"])));
  return Promise.all(wanted.map(async (group) => {
    const name = text(group["name"]);
    const versions = await Promise.all(maps(group["versions"]).map(async (entry) => resourcesOf(line, name, text(entry["version"]), signal)));
    return { name, versions };
  }));
}

/** An aggregated API whose server is down answers 503. */
async function resourcesOf(line: Line, group: string, version: string, signal: AbortSignal): Promise<Group["versions"][number]> {
  try {
    const answer = await requestJson(line, { method: "GET", path: `/apis/${group}/${version}` }, signal);
    return { version, silent: false, resources: maps(answer["resources"]).flatMap((one) => asResource(group, version, text(one["name"]), text(one["kind"]), one["namespaced"] === true, one["verbs"])) };
  } catch (error) {
    if (isStatus(error, 404)) return { version, silent: false, resources: [] };
    if (isStatus(error, 500, 502, 503, 504)) return { version, silent: true, resources: [] };
    throw error;
  }
}

/** Nothing for parts of objects (`pods/status`), and for what cannot be listed. */
function asResource(group: string, version: string, resource: string, kind: string, namespaced: boolean, verbs: unknown): readonly Resource[] {
  if (resource === "" || kind === "" || resource.includes("/") || !Array.isArray(verbs) || !verbs.includes("list")) return [];
  return [{ group, version, resource, kind, namespaced }];
}

/** Several versions of a kind hold the same objects. */
function preferred(resources: readonly Resource[]): readonly Resource[] {
  return [...Map.groupBy(resources, ({ resource }) => resource).values()].flatMap((versions) => versions.find((one) => dialectFor(apiVersionOf(one), one.kind)?.unserved.has(apiVersionOf(one)) === false) ?? versions[0] ?? []);
}

const maps = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.filter(isMap) : []);
