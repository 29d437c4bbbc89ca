import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { cluster, namespace, pod, policy } from "#lib/check/fixture.ts";
import { secondOf } from "#lib/url/paths.ts";
import { parseState } from "#lib/url/state.ts";
import { LocalCluster } from "../clusters/local.ts";
import { ManifestSource } from "../clusters/source.ts";
import { temporaryFolder } from "../store/stores.fixture.ts";
import { record } from "./recorded.ts";

const CAPTURE = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: prod}, spec: {capturedAt: '2026-04-16T02:13:40Z', engine: kubernetes}}";
const QUERY = { from: "a/web", to: "203.0.113.4", port: "443", protocol: "TCP" } as const;

test("a capture that is edited while it is watched: its links carry a time that history knows, and what changed since is found", async () => {
  const folder = temporaryFolder();
  const write = (...documents: readonly string[]): void => writeFileSync(join(folder, "cluster.yaml"), cluster(CAPTURE, namespace("a"), pod("a/web", { ip: "10.0.0.1" }), ...documents));
  write();
  const source = await ManifestSource.open([folder], {}, undefined, () => "c");
  source.watch();
  const found = new LocalCluster(source, await record(source, "c", { store: { dataDir: undefined, databaseUrl: undefined, memory: folder }, days: 30 }));
  onTestFinished(() => found.close());
  const asked = { ...QUERY, origin: "http://127.0.0.1" };

  const before = await found.ask("check", asked);
  const link = parseState(/[?][^|>]*/.exec(before.slack)?.[0] ?? "").state;
  expect({ asOf: before.cluster.asOf, was: link.was }).toEqual({ asOf: "2026-04-16T02:13:40Z", was: "OPEN" });
  expect(link.asof).toBe(before.cluster.readAt);

  await vi.waitFor(async () => expect((await found.ask("timeline", { from: undefined, until: undefined, sel: undefined })).begins).not.toBeNull(), { timeout: 60_000 });
  // Within the second of the link the last state is the one that it means.
  await vi.waitFor(() => expect(secondOf(new Date().toISOString()) > secondOf(link.asof ?? "")).toBe(true), { timeout: 60_000 });
  write(policy("a/closed", "podSelector: {}, policyTypes: [Egress]"));
  await vi.waitFor(async () => expect((await found.ask("timeline", { from: undefined, until: undefined, sel: undefined })).revisions).toHaveLength(1), { timeout: 60_000 });

  expect(await found.ask("blame", { ...QUERY, at: undefined, since: link.asof, sought: "change" })).toMatchObject({ outcome: "found", revision: { changes: [{ name: "closed", action: "created" }] } });
  expect((await found.ask("check", asked, link.asof)).answer.code).toBe("OPEN");
  expect((await found.ask("check", asked)).answer.code).toBe("BLOCKED_DEFAULT");
});
