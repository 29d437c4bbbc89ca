import { HTTP, METRICS, NAME_LABEL, type PlannedNamespace, type PlannedWorkload, type Port } from "./plan.ts";
import type { Size } from "./size.ts";

export const OTLP: Port = { name: "otlp-grpc", number: 4317, protocol: "TCP" };
export const KAFKA: Port = { name: "clients", number: 9092, protocol: "TCP" };
const DNS: readonly Port[] = [{ name: "dns", number: 53, protocol: "UDP" }, { name: "dns-tcp", number: 53, protocol: "TCP" }];

/** What the platform runs for everybody: names, traces, metrics, logs, brokers, logins, and where customers come in. */
export function planShared({ nodes, pods }: Size): readonly PlannedNamespace[] {
  const one = (namespace: string, name: string, replicas: number, ports: readonly Port[], more: Partial<PlannedWorkload> = {}): PlannedWorkload => ({
    namespace, name, kind: "Deployment", tier: "agent", replicas, ports, labels: { [NAME_LABEL]: name }, image: `registry.company.example/${name}:1`, hostNetwork: false, calls: [], rolledOut: 0, ...more,
  });
  const agent = { kind: "DaemonSet", tier: "agent" } as const;
  const grows = (each: number, least: number): number => Math.max(least, Math.ceil(pods / each));
  const space = (name: string, team: string, open: boolean, workloads: readonly PlannedWorkload[]): PlannedNamespace => ({ name, team, open, shared: true, workloads });
  return [
    space("kube-system", "platform", true, [
      one("kube-system", "coredns", grows(2_000, 2), DNS, { labels: { "k8s-app": "kube-dns" }, image: "registry.k8s.io/coredns/coredns:v1.11.1" }),
      one("kube-system", "kube-proxy", nodes, [], { ...agent, labels: { "k8s-app": "kube-proxy" }, hostNetwork: true }),
      one("kube-system", "calico-node", nodes, [], { ...agent, labels: { "k8s-app": "calico-node" }, hostNetwork: true }),
    ]),
    space("monitoring", "observability", false, [
      one("monitoring", "prometheus", 2, [{ name: "web", number: 9090, protocol: "TCP" }], { kind: "StatefulSet" }),
      one("monitoring", "grafana", 2, [HTTP], { calls: [["PROMETHEUS_URL", "http://prometheus:9090"]] }),
      one("monitoring", "otel-collector", grows(500, 2), [OTLP], { calls: [["EXPORTER_URL", "https://api.honeycomb.io"]] }),
      one("monitoring", "node-exporter", nodes, [METRICS], { ...agent, hostNetwork: true }),
    ]),
    space("logging", "observability", false, [
      one("logging", "loki", 3, [HTTP], { kind: "StatefulSet", calls: [["CHUNKS_URL", "https://s3.us-east-1.amazonaws.com"]] }),
      one("logging", "vector", nodes, [], { ...agent, calls: [["LOKI_URL", "http://loki:8080"]] }),
    ]),
    space("messaging", "data-platform", false, [one("messaging", "kafka", 3, [KAFKA, METRICS], { kind: "StatefulSet" })]),
    space("identity", "identity", false, [one("identity", "auth", grows(500, 2), [HTTP, METRICS])]),
    space("ingress-nginx", "platform", false, [one("ingress-nginx", "controller", grows(1_000, 2), [{ name: "http", number: 80, protocol: "TCP" }])]),
  ];
}
