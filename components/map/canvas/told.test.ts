import { expect, test } from "vitest";
import { sceneOf } from "#lib/map/scene.ts";
import { smallMap } from "#lib/map/small.fixture.ts";
import { toldOf } from "./told.ts";

const scene = sceneOf(smallMap);

test.each([
  ["default/deploy/api-client", ["api-client", "Deployment ×3 · default", "Egress limited by 2 policies", "Open: no policy limits ingress", "dns: allowed", "metrics: blocked", "1 blocked"]],
  ["default/deploy/worker@track=canary", ["worker", "Deployment ×1 · default", "Replicas differ: label track differs", "Egress limited by 1 policy"]],
  ["stop:egress:default/deploy/api-client:ring", ["api-client → api.stripe.com", "Blocked: no rule allows it, egress", "443/tcp", "Watched"]],
  ["payments/deploy/ledger>dns:hooks.example.com:unknown", ["ledger → hooks.example.com", "Cannot tell", "name not resolved"]],
  ["box:default", ["default", "3 of 14 workloads limited", "default-deny limits egress of all of it", "allow-dns limits egress of all of it"]],
  ["rim:payments:payments/deny-all", ["deny-all", "Selects all pods of the namespace: egress, ingress"]],
  ["nobody", []],
])("%s", (id, lines) => expect(toldOf(scene, id)).toEqual(lines));

test("a mark of several says how many end there, and which", () => {
  expect(toldOf(scene, "stop:ingress:payments/sts/postgres:ring")[0]).toBe("3 connections end here: ingress of postgres");
});
