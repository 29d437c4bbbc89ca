import { expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { Live, pod, twoPods } from "./live.fixture.ts";

const agent = (app: string): GivenObject => ({ ...pod(`kube-system/${app}-x1`, "192.168.0.1", { hostNetwork: true }), metadata: { name: `${app}-x1`, namespace: "kube-system", labels: { "k8s-app": app, app } } });

test.each([
  { name: "Cilium by its agents", given: ["cilium"], engine: "cilium", by: "detected: 1 pod k8s-app=cilium in kube-system" },
  { name: "Calico by its agents", given: ["calico-node"], engine: "calico", by: "detected: 1 pod k8s-app=calico-node in kube-system" },
  { name: "flannel alone: nothing enforces", given: ["flannel"], engine: "none", by: "detected: 1 pod app=flannel in kube-system" },
  { name: "nothing that is known", given: [], engine: "kubernetes", by: "assumed: nothing names another" },
])("$name", async ({ given, engine, by }) => {
  const live = await new Live({ prepare: (api) => (twoPods(api), given.forEach((app) => api.put(agent(app)))) }).start();
  const answered = report(live.ask("a/web", "203.0.113.4:443"), null);
  expect(answered.engine).toEqual({ name: engine, by });
  expect([answered.verdict, answered.code]).toEqual(engine === "none" ? ["allow", "NOT_ENFORCED"] : ["deny", "BLOCKED_DEFAULT"]);
  await live.end();
});

test("an engine that comes while one watches changes the verdicts", async () => {
  const live = await new Live({ prepare: (api) => (twoPods(api), api.put(agent("flannel"))) }).start();
  expect(live.verdict()).toBe("allow");
  live.api.put(agent("calico-node"));
  await live.time.advance(1_000);
  expect(live.verdict()).toBe("deny");
  await live.end();
});
