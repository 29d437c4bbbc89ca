import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cluster, pod } from "#lib/check/fixture.ts";
import { Script } from "#server/names/ask.fixture.ts";
import { Names } from "#server/names/names.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { ManifestSource } from "./source.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whydrop-source-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("what a name resolves to is a revision of its own, when it comes and when it changes", async () => {
  const host = "api.example.com";
  const time = new VirtualTime(Date.UTC(2026, 3, 16, 2, 13));
  const resolver = new Script(time, { [host]: "203.0.113.4" });
  const catalogue = `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: ${host}}]}}`;
  writeFileSync(join(folder, "cluster.yaml"), cluster(pod("a/web"), catalogue));

  const source = await ManifestSource.open([folder], {}, new Names(resolver.ask, time), () => "c");
  const seen: string[] = [];
  source.subscribe((revision) => {
    const said = source.state.context.lookedUp.get(host);
    seen.push(`${revision} ${said?.kind === "resolved" ? said.addresses.map(({ text }) => text).join(" ") : "not known"}`);
  });
  const { readAt } = source.state;
  await time.advance(1_000);
  resolver.says.set(host, "203.0.113.5");
  await time.advance(60_000);
  expect(seen).toEqual(["1 not known", "2 203.0.113.4", "3 203.0.113.5"]);
  expect(source.state.readAt).toBe(readAt);
});

test("what is written between the reading and the first look of the watch is read as well", async () => {
  const write = (...documents: readonly string[]): void => writeFileSync(join(folder, "cluster.yaml"), cluster(...documents));
  write(pod("a/web"));
  const source = await ManifestSource.open([folder], {}, undefined, () => "c");
  write(pod("a/web"), pod("a/api"));
  source.watch();
  await vi.waitFor(() => expect(source.state.context.snapshot.residents.all.map(({ id }) => id)).toEqual(["a/pod/web", "a/pod/api"]), { timeout: 60_000 });
  await source.close();
});
