/** An API server in a process of its own, so that what it costs is not ours: `node bench/apiserver.ts PODS POLICIES NAMESPACES FILE`. */
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { listen } from "#apiserver/http.ts";
import { ApiServer } from "#apiserver/server.ts";
import { fill, podAt } from "./cluster.ts";

const [pods = 0, policies = 0, namespaces = 0] = process.argv.slice(2, 5).map(Number);
const file = process.argv[5] ?? "";

const api = new ApiServer();
api.access.grant("bench", { user: "bench", groups: ["system:masters"], rules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }] });
fill(api, { pods, policies, namespaces });
const server = await listen(api, { tls: true });
writeFileSync(file, JSON.stringify({
  apiVersion: "v1", kind: "Config", "current-context": "bench",
  clusters: [{ name: "bench", cluster: { server: server.url, "certificate-authority-data": Buffer.from(server.ca ?? "").toString("base64") } }],
  users: [{ name: "bench", user: { token: "bench" } }],
  contexts: [{ name: "bench", context: { cluster: "bench", user: "bench" } }],
}));

/** `events N SECONDS`: so many changes a second; `once`: one change. Each is told with its time when it has been made. */
process.on("message", (asked: { readonly kind: "events"; readonly perSecond: number; readonly seconds: number } | { readonly kind: "once" }) => {
  if (asked.kind === "once") change();
  else void storm(asked.perSecond, asked.seconds);
});

let turn = 0;
function change(): void {
  turn += 1;
  api.put(podAt(turn % pods, namespaces, 1 + (turn % 50)));
  process.send?.({ kind: "made", at: Date.now() });
}

async function storm(perSecond: number, seconds: number): Promise<void> {
  const started = performance.now();
  for (let made = 0; made < perSecond * seconds; made++) {
    change();
    const due = started + (made + 1) * (1_000 / perSecond);
    if (due > performance.now()) await pause(due - performance.now());
  }
  process.send?.({ kind: "calm" });
}

process.send?.({ kind: "ready" });
