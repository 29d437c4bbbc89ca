import { mediaRanges } from "./accept.ts";
import type { Cluster } from "./cluster.ts";
import type { Kind } from "./kinds.ts";
import { apiVersionOf, type JsonObject } from "./object.ts";
import { jsonReply, type Reply, textReply } from "./reply.ts";

const VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** @returns undefined where the path leads nowhere */
export function discovery(cluster: Cluster, path: string, accept: string | undefined): Reply | undefined {
  const kinds = cluster.kinds.all();
  const [root, group, version, ...deeper] = path.split("/").slice(1);
  switch (path) {
    case "/version":
      return jsonReply(200, versionOf(cluster));
    case "/healthz":
    case "/livez":
    case "/readyz":
      return textReply(200, "text/plain; charset=utf-8", "ok");
    case "/api":
      return aggregated(cluster, accept, (kind) => kind.group === "") ?? jsonReply(200, { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] });
    case "/apis":
      return aggregated(cluster, accept, (kind) => kind.group !== "") ?? jsonReply(200, { kind: "APIGroupList", apiVersion: "v1", groups: groups(kinds).map((name) => groupOf(name, kinds)) });
  }
  if (root === "api" && group === "v1" && version === undefined) return resources("", "v1", kinds);
  if (root !== "apis" || group === undefined || deeper.length > 0 || !groups(kinds).includes(group)) return undefined;
  return version === undefined ? jsonReply(200, { kind: "APIGroup", apiVersion: "v1", ...groupOf(group, kinds) }) : resources(group, version, kinds);
}

function versionOf({ quirks, time }: Cluster): JsonObject {
  const [major = "", minor = ""] = quirks.version.split(".");
  return { major, minor, gitVersion: `v${quirks.version}.0`, gitCommit: "", gitTreeState: "clean", buildDate: new Date(time.wall()).toISOString(), goVersion: "", compiler: "gc", platform: "linux/amd64" };
}

const groups = (kinds: readonly Kind[]): readonly string[] => [...new Set(kinds.map(({ group }) => group))].filter((group) => group !== "");

/** Of all the group's kinds, the preferred first. */
const versionsOf = (group: string, kinds: readonly Kind[]): readonly string[] => [...new Set(kinds.filter((kind) => kind.group === group).flatMap(({ versions }) => versions))];

function groupOf(group: string, kinds: readonly Kind[]): JsonObject {
  const versions = versionsOf(group, kinds).map((version) => ({ groupVersion: apiVersionOf(group, version), version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function resources(group: string, version: string, kinds: readonly Kind[]): Reply | undefined {
  const served = kinds.filter((kind) => kind.group === group && kind.versions.includes(version));
  if (served.length === 0) return undefined;
  const entries = served.map(({ kind, resource, namespaced, shortNames, categories, review }) => ({
    name: resource,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs: review ? ["create"] : VERBS,
    ...(shortNames && { shortNames }),
    ...(categories && { categories }),
  }));
  return jsonReply(200, { kind: "APIResourceList", apiVersion: "v1", groupVersion: apiVersionOf(group, version), resources: entries });
}

/** All groups in one document, for who asks for it in a version that is served. */
function aggregated({ kinds, quirks }: Cluster, accept: string | undefined, belongs: (kind: Kind) => boolean): Reply | undefined {
  const version = quirks.aggregatedDiscovery;
  const asked = mediaRanges(accept ?? "").some(
    ({ parameters }) => parameters.get("as") === "APIGroupDiscoveryList" && parameters.get("g") === "apidiscovery.k8s.io" && parameters.get("v") === version,
  );
  if (!asked) return undefined;
  const served = kinds.all().filter(belongs);
  const names = [...new Set(served.map(({ group }) => group))];
  const items = names.map((name) => ({
    metadata: { ...(name !== "" && { name }), creationTimestamp: null },
    versions: versionsOf(name, served).map((served_) => ({ version: served_, freshness: "Current", resources: served.filter((kind) => kind.group === name && kind.versions.includes(served_)).map((kind) => described(kind, served_)) })),
  }));
  return textReply(200, `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`, `${JSON.stringify({ kind: "APIGroupDiscoveryList", apiVersion: `apidiscovery.k8s.io/${version}`, metadata: {}, items })}\n`);
}

const described = ({ group, kind, resource, namespaced, shortNames, categories, review }: Kind, version: string): JsonObject => ({
  resource,
  responseKind: { group, version, kind },
  scope: namespaced ? "Namespaced" : "Cluster",
  singularResource: kind.toLowerCase(),
  verbs: review ? ["create"] : VERBS,
  ...(shortNames && { shortNames }),
  ...(categories && { categories }),
});
