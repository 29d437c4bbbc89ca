/** `npm run bench -- blame [PODS REVISIONS]`: finding the change that broke a connection, the oldest of so many. Figures of one machine; compare those of one run. */
import { cpus } from "node:os";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { type Past, blame } from "#lib/history/blame.ts";
import { heldFacts, stepOf } from "#lib/history/edit.ts";
import { keyOf } from "#lib/history/key.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import type { ObjectChange, Objects, Revision } from "#lib/history/version.ts";
import { podAt, policyAt } from "./cluster.ts";

const [pods = 5_000, revisions = 1_000] = process.argv.slice(2).map(Number);
const NAMESPACES = 100;
const MINUTE = 60_000;

const object = (apiVersion: string, kind: string, namespace: string | undefined, name: string, more: object): Manifest =>
  ({ apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...more });

function newest(): Map<string, Manifest> {
  const all: Manifest[] = [];
  for (let i = 0; i < NAMESPACES; i++) {
    all.push({ ...object("v1", "Namespace", undefined, `ns-${i}`, {}), metadata: { name: `ns-${i}`, labels: { team: `team-${i % 20}` } } });
    for (let app = 0; app < 4; app++) all.push(object("v1", "Service", `ns-${i}`, `app-${app}`, { spec: { clusterIP: `10.96.${i}.${app + 1}`, selector: { app: `app-${app}` }, ports: [{ port: 80, targetPort: 8080 }] } }));
  }
  for (let i = 0; i < pods / 50; i++) all.push(object("v1", "Node", undefined, `node-${i}`, { status: { addresses: [{ type: "InternalIP", address: `192.168.${i >> 8}.${i & 255}` }] } }));
  for (let i = 0; i < pods; i++) all.push(podAt(i, NAMESPACES, 0));
  for (let i = 0; i < 1_000; i++) all.push(policyAt(i, NAMESPACES));
  all.push(object("v1", "Service", "kube-system", "kube-dns", { spec: { clusterIP: "10.96.0.10", selector: { "k8s-app": "kube-dns" }, ports: [{ name: "dns", port: 53, protocol: "UDP" }] } }));
  return new Map(all.map((manifest) => [keyOf(manifest), manifest]));
}

/** Each revision's object as it was before, newest first. */
function history(end: Objects, change: (i: number, state: Objects) => readonly ObjectChange[]): readonly Revision[] {
  const state = new Map(end);
  return Array.from({ length: revisions }, (_, i) => {
    const changes = change(i, state);
    for (const { object: key, before } of changes) {
      if (before) state.set(key, before);
      else state.delete(key);
    }
    return { at: Date.parse("2026-04-16T02:00:00Z") - i * MINUTE, changes };
  });
}

const changed = (state: Objects, key: string, before: (manifest: Manifest) => Manifest | undefined): readonly ObjectChange[] => {
  const after = state.get(key);
  const was = after && before(after);
  return after ? [{ object: key, after, ...(was && { before: was }) }] : [];
};

/** The first of all made the policies of the namespace; before it there were none. */
const first = (state: Objects): readonly ObjectChange[] => [...state.keys()].filter((key) => key.startsWith("networking.k8s.io/NetworkPolicy/ns-7/")).flatMap((key) => changed(state, key, () => undefined));

const relabelled = (label: string) => (manifest: Manifest): Manifest => ({ ...manifest, metadata: { ...(manifest["metadata"] as object), labels: { turn: label } } });

/** Pods that come and go everywhere, and now and then a policy, a label, a Service. */
const usual = (i: number, state: Objects): readonly ObjectChange[] => {
  if (i === revisions - 1) return first(state);
  const space = `ns-${i % NAMESPACES}`;
  if (i % 10 === 0) return changed(state, `networking.k8s.io/NetworkPolicy/${space}/policy-${i % NAMESPACES}`, relabelled(String(i)));
  if (i % 10 === 1) return changed(state, `/Namespace//${space}`, relabelled(String(i)));
  if (i % 10 === 2) return changed(state, `/Service/${space}/app-1`, relabelled(String(i)));
  const pod = podAt(i % pods, NAMESPACES, 0) as unknown as Manifest;
  return changed(state, keyOf(pod), () => podAt(i % pods, NAMESPACES, 1));
};

/** Nothing but edits of what the verdict rests on. */
const worst = (i: number, state: Objects): readonly ObjectChange[] =>
  i === revisions - 1 ? first(state) : changed(state, "networking.k8s.io/NetworkPolicy/ns-7/policy-7", (manifest) => ({ ...manifest, spec: { ...(manifest["spec"] as object), ingress: [{ from: [{ ipBlock: { cidr: `172.16.${i >> 8}.${i & 255}/32` } }] }] } }));

async function* from(all: readonly Revision[]): Past["steps"] {
  for (const revision of all) yield stepOf(revision);
}

const question = { from: parseEnd("ns-7/deploy/app-0", "from"), ...parseTarget("203.0.113.4:443") };
const rows: (readonly [string, string])[] = [];
for (const [name, change] of [["as a cluster changes", usual], ["every one is about the connection", worst]] as const) {
  const end = newest();
  const all = history(end, change);
  const read = performance.now();
  const facts = heldFacts(end);
  const began = performance.now();
  const found = await blame(question, { newest: facts, steps: from(all) });
  const took = performance.now() - began;
  if (found.kind !== "found") throw new Error(`found nothing: ${found.kind}`);
  rows.push([name, `${(took / 1_000).toFixed(2)} s, of it judged ${found.evaluated} times; ${((began - read) / 1_000).toFixed(2)} s more where nothing was read before`]);
}
console.log(`${pods} pods, 1,000 policies, ${NAMESPACES} namespaces; the oldest of ${revisions} revisions broke it (${cpus().length} CPUs, ${cpus()[0]?.model.trim() ?? ""}, Node ${process.versions.node})\n`);
for (const [name, took] of rows) console.log(`${name.padEnd(36)} ${took}`);
