import type { JsonObject } from "./object.ts";

export interface KubeconfigWishes {
  readonly url: string;
  /** In PEM. */
  readonly ca?: string;
  readonly token?: string;
  /** Of the context, too. */
  readonly name?: string;
}

/** A kubeconfig with one context for one server. */
export function kubeconfig({ url, ca, token, name = "whydrop" }: KubeconfigWishes): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: url, ...(ca !== undefined && { "certificate-authority-data": Buffer.from(ca).toString("base64") }) } }],
    users: [{ name, user: { ...(token !== undefined && { token }) } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
}
