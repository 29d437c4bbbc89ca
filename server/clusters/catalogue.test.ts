import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readSettings } from "#server/settings.ts";
import { openClusters } from "./catalogue.ts";

const root = mkdtempSync(join(tmpdir(), "whydrop-catalogue-"));
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the company is the demo's first cluster and the runbook its second; a generated one comes before them, and the user's own before all", async () => {
  for (const folder of ["scenarios/any", "scenarios/production", "scenarios/runbook", "own"]) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "cluster.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n");
  }
  const clusters = await openClusters(readSettings({ WHYDROP_DEMO: "1", WHYDROP_SCALE: "100", WHYDROP_MANIFESTS: join(root, "own"), WHYDROP_ROOT: root }, root));
  try {
    expect(clusters.map(({ id }) => id)).toEqual(["own", "scale-100", "production", "runbook", "any"]);
    const cluster = await clusters[1]?.ask("summary", {});
    expect(cluster).toMatchObject({ name: "scale-100", engine: { name: "calico" } });
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.close()));
  }
});
