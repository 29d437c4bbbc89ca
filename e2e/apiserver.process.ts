/** A cluster of its own in a process that a test can kill: `node apiserver.process.ts FOLDER PORT`. Its certificate outlives it in the folder. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listen } from "#apiserver/http.ts";
import { load } from "#apiserver/load.ts";
import { ApiServer } from "#apiserver/server.ts";
import { authority, serverCertificate } from "#apiserver/tls.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { RIGHTS } from "#server/kubernetes/rights.ts";

const [folder = "", port = "0"] = process.argv.slice(2);
const api = new ApiServer({ revision: BigInt(Date.now()) });
const reading = (without: string) => RIGHTS.map(({ group, kinds }) => ({ verbs: ["list", "watch"], apiGroups: [group], resources: kinds.map(([resource]) => resource).filter((resource) => resource !== without) }));
api.access.grant("whydrop", { user: "whydrop", groups: [], rules: reading("") });
await load(api, [join(import.meta.dirname, "..", "scenarios", "runbook")]);
const server = await listen(api, { port: Number(port), tls: await certificate() });

export type Command =
  | { readonly kind: "put"; readonly object: GivenObject }
  | { readonly kind: "remove"; readonly object: GivenObject }
  /** Takes the right to one resource away, or gives it back. */
  | { readonly kind: "forbid"; readonly resource: string }
  | { readonly kind: "asked" };

process.on("message", (command: Command) => {
  if (command.kind === "put") api.put(command.object);
  if (command.kind === "remove") api.remove(command.object);
  if (command.kind === "forbid") api.access.grant("whydrop", { user: "whydrop", groups: [], rules: reading(command.resource) });
  process.send?.({ done: command.kind, asked: command.kind === "asked" ? [...new Set(api.requests.map(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}`))] : [] });
});

writeFileSync(join(folder, "kubeconfig"), JSON.stringify({
  apiVersion: "v1", kind: "Config", "current-context": "prod",
  clusters: [{ name: "c", cluster: { server: server.url, "certificate-authority": join(folder, "ca.crt") } }],
  users: [{ name: "u", user: { token: "whydrop" } }],
  contexts: [{ name: "prod", context: { cluster: "c", user: "u" } }],
}));
process.send?.({ port: server.port });

async function certificate(): Promise<{ readonly cert: string; readonly key: string; readonly ca: string }> {
  const [ca = "", cert = "", key = ""] = ["ca.crt", "tls.crt", "tls.key"].map((name) => join(folder, name));
  if (!existsSync(ca)) {
    const signer = await authority();
    const made = await serverCertificate(signer);
    writeFileSync(ca, signer.cert);
    writeFileSync(cert, made.cert);
    writeFileSync(key, made.key);
  }
  return { ca: readFileSync(ca, "utf8"), cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
}
