/** What a path of the API asks for. */
export type Target =
  | {
      readonly kind: "resource";
      readonly group: string;
      readonly version: string;
      readonly resource: string;
      readonly namespace?: string;
      readonly name?: string;
      readonly subresource?: string;
    }
  | { readonly kind: "other"; readonly path: string };

/** `/api/v1/…` is the core group, `/apis/GROUP/VERSION/…` any other; below it `[namespaces/NS/]RESOURCE[/NAME[/SUBRESOURCE]]`. */
export function targetOf(path: string): Target {
  const [, root, ...steps] = path.split("/").map(decoded);
  const group = root === "api" ? "" : root === "apis" ? steps.shift() : undefined;
  const [version, ...rest] = steps;
  if (group === undefined || version === undefined || rest.length === 0 || rest.includes("")) return { kind: "other", path };
  const [first = "", namespace, third] = rest;
  // `namespaces/x/pods` lies in a namespace, `namespaces/x/status` is about one.
  const within = first === "namespaces" && namespace !== undefined && third !== undefined && third !== "status" && third !== "finalize";
  const [resource = "", name, subresource, ...more] = within ? rest.slice(2) : rest;
  if (more.length > 0) return { kind: "other", path };
  return { kind: "resource", group, version, resource, ...(within && { namespace }), ...(name !== undefined && { name }), ...(subresource !== undefined && { subresource }) };
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
