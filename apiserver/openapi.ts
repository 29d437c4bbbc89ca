import type { JsonObject } from "./object.ts";
import type { Kind } from "./kinds.ts";
import { jsonReply, type Reply } from "./reply.ts";

/**
 * The OpenAPI description, as far as kubectl reads it: whether the server validates fields itself. It lists neither fields nor
 * kinds of patches, so that kubectl makes its patches from what it knows by itself.
 *
 * @returns undefined where the path leads nowhere
 */
export function openApi(kinds: readonly Kind[], path: string): Reply | undefined {
  const versions = kinds.flatMap((kind) => kind.versions.map((version) => ({ kind, version, root: rootOf(kind.group, version) })));
  if (path === "/openapi/v3") {
    const roots = [...new Set(versions.map(({ root }) => root))];
    return jsonReply(200, { paths: Object.fromEntries(roots.map((root) => [root, { serverRelativeURL: `/openapi/v3/${root}` }])) });
  }
  const served = versions.filter(({ root }) => path === `/openapi/v3/${root}`);
  if (served.length === 0) return undefined;
  const paths = Object.assign({}, ...served.map(({ kind, version, root }) => pathsOf(kind, version, root))) as JsonObject;
  return jsonReply(200, { openapi: "3.0.0", info: { title: "Kubernetes", version: "unversioned" }, paths, components: {} });
}

const rootOf = (group: string, version: string): string => (group === "" ? `api/${version}` : `apis/${group}/${version}`);
const typeOf = ({ group, kind }: Kind, version: string): JsonObject => ({ group, version, kind });

function pathsOf(kind: Kind, version: string, root: string): JsonObject {
  const collection = `/${root}/${kind.namespaced ? "namespaces/{namespace}/" : ""}${kind.resource}`;
  const query = (name: string): JsonObject => ({ name, in: "query", schema: { type: "string", uniqueItems: true } });
  const writes = { parameters: ["dryRun", "fieldManager", "fieldValidation"].map(query), responses: {}, "x-kubernetes-group-version-kind": typeOf(kind, version) };
  const post = { ...writes, "x-kubernetes-action": "post" };
  if (kind.review) return { [collection]: { post } };
  const patch = { ...writes, "x-kubernetes-action": "patch" };
  return { [collection]: { post }, [`${collection}/{name}`]: { patch, put: { ...writes, "x-kubernetes-action": "put" } } };
}
