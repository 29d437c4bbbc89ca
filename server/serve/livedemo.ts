import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { listen } from "#apiserver/http.ts";
import { load } from "#apiserver/load.ts";
import { ApiServer } from "#apiserver/server.ts";
import { RIGHTS } from "../kubernetes/rights.ts";

/** A cluster of its own that kubectl changes while one watches. */
export interface LiveDemo {
  /** For kubectl, with all rights. */
  readonly kubeconfig: string;
  /** The context by which it is read, with the rights that an installation has and no others. */
  readonly context: string;
  readonly close: () => Promise<void>;
}

const CONTEXT = "demo-live";
const TOKENS = { admin: "demo-admin", reader: "demo-reader" } as const;

/** Puts a scenario on an API server in this process, on loopback, and writes the kubeconfig into a folder that goes with it. */
export async function startLiveDemo(scenario: string): Promise<LiveDemo> {
  const api = new ApiServer();
  api.access.grant(TOKENS.admin, { user: "admin", groups: ["system:masters"], rules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }] });
  api.access.grant(TOKENS.reader, { user: "whydrop", groups: [], rules: RIGHTS.map(({ group, kinds }) => ({ verbs: ["list", "watch"], apiGroups: [group], resources: kinds.map(([resource]) => resource) })) });
  await load(api, [scenario]);
  const server = await listen(api, { tls: true });
  const folder = mkdtempSync(join(tmpdir(), "whydrop-demo-"));
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, stringify(configOf(server.url, server.ca ?? "")), { mode: 0o600 });
  return {
    kubeconfig,
    context: CONTEXT,
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
      await server.close();
    },
  };
}

const configOf = (url: string, ca: string): unknown => ({
  apiVersion: "v1",
  kind: "Config",
  "current-context": "demo",
  clusters: [{ name: "demo", cluster: { server: url, "certificate-authority-data": Buffer.from(ca).toString("base64") } }],
  users: [{ name: "admin", user: { token: TOKENS.admin } }, { name: "whydrop", user: { token: TOKENS.reader } }],
  contexts: [{ name: "demo", context: { cluster: "demo", user: "admin", namespace: "default" } }, { name: CONTEXT, context: { cluster: "demo", user: "whydrop" } }],
});
