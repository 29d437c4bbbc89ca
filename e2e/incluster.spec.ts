import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { expect, request, test } from "@playwright/test";
import type { CheckJson } from "#lib/api/pages.ts";
import { canMount } from "../deploy/tree.fixture.ts";
import { LiveCluster } from "./livecluster.ts";

const root = resolve(import.meta.dirname, "..");
const SECRETS = "/run/secrets/kubernetes.io/serviceaccount";

/** Starts the dashboard with what a pod finds in its file system and its environment, in a view of the file system of its own. */
function startInPod(cluster: LiveCluster): ChildProcess {
  const mounts = `mount -t tmpfs tmpfs /run; mkdir -p ${SECRETS}; cp '${cluster.authority}' ${SECRETS}/ca.crt; printf whydrop > ${SECRETS}/token; printf whydrop > ${SECRETS}/namespace`;
  const shell = ["-euc", `${mounts}\nexec "$@"`, "sh", join(root, "bin", "whydrop"), "serve", "--port", "0"];
  const env = { PATH: process.env["PATH"], HOME: "/nonexistent", WHYDROP_DATA_DIR: "/run/whydrop", KUBERNETES_SERVICE_HOST: "127.0.0.1", KUBERNETES_SERVICE_PORT: String(cluster.port), NODE_ENV: "production" } as const;
  return spawn("unshare", ["--mount", "--propagation", "private", "sh", ...shell], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
}

if (!canMount()) console.log("the start in a pod is left out: only root on Linux can give it a pod's file system");
else {
  test("in a pod the dashboard reads its own cluster, by the account and the authority that the pod has", async () => {
    const cluster = new LiveCluster();
    await cluster.start();
    const child = startInPod(cluster);
    try {
      let printed = "";
      const address = await new Promise<string>((found, missed) => {
        for (const stream of [child.stdout, child.stderr]) {
          stream?.on("data", (chunk: Buffer) => {
            printed += String(chunk);
            const [, url] = /open (http:\/\/\S+)/.exec(printed) ?? [];
            if (url !== undefined) found(url);
          });
        }
        child.once("close", () => missed(new Error(`it ended: ${printed}`)));
      });
      const visitor = await request.newContext({ baseURL: new URL(address).origin });
      expect((await visitor.get(address)).ok()).toBe(true);
      await expect.poll(async () => (await visitor.get("/readyz")).status()).toBe(200);
      const { cluster: told, answer } = (await (await visitor.get("/api/v1/clusters/in-cluster/check?from=default/api-client&to=203.0.113.4&port=443")).json()) as CheckJson;
      expect(answer).toMatchObject({ verdict: "deny", code: "BLOCKED_DEFAULT" });
      expect(told.kinds.filter(({ state }) => state === "live").length).toBeGreaterThan(6);
      await visitor.dispose();
    } finally {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
      await cluster.end();
    }
  });
}
