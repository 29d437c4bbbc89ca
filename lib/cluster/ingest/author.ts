import { type JsonMap, isMap } from "#lib/source/map.ts";
import { own } from "../documents/own.ts";
import type { Changed, Fact, Keeper, Origin } from "../facts.ts";

/** Longer names than any tool has; whoever writes an object chooses them. */
const MAX_NAME = 253;
/** The control plane's own bookkeeping: revisions of a Deployment, replicas by an autoscaler. */
const BOOKKEEPER = "kube-controller-manager";
/** As metav1.Time writes it. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const AUTHORED: ReadonlySet<Fact["kind"]> = new Set(["policy", "not-evaluated", "namespace", "workload", "service"]);

/** The facts of one object, with what its metadata tell of who wrote and owns it: of the fields and annotations of the server nothing else is kept. */
export function signed(facts: readonly Fact[], object: unknown): readonly Fact[] {
  if (!facts.some(({ kind }) => AUTHORED.has(kind))) return facts;
  const [author, origin] = [authorOf(object), originOf(object)];
  if (author === undefined && origin === undefined) return facts;
  return facts.map((fact) => (AUTHORED.has(fact.kind) ? { ...fact, ...(author && { author }), ...(origin && fact.kind === "policy" && { origin }) } : fact));
}

/** By the convention of a8r.io, and as most people write it. */
const OWNERS = ["a8r.io/owner", "owner", "team"];

function originOf(object: unknown): Origin | undefined {
  const metadata = isMap(object) ? object["metadata"] : undefined;
  if (!isMap(metadata)) return undefined;
  const created = metadata["creationTimestamp"];
  const [annotations, labels] = [map(metadata["annotations"]), map(metadata["labels"])];
  const owner = OWNERS.map((key) => text(annotations[key]) ?? text(labels[key])).find((found) => found !== undefined);
  const origin = { ...(typeof created === "string" && TIME.test(created) && { created: own(created) }), ...(owner !== undefined && { owner }) };
  return Object.keys(origin).length > 0 ? origin : undefined;
}

function authorOf(object: unknown): Changed | undefined {
  const metadata = isMap(object) ? object["metadata"] : undefined;
  if (!isMap(metadata)) return undefined;
  const last = lastEntry(metadata["managedFields"]);
  const keptBy = keeperOf(map(metadata["labels"]), map(metadata["annotations"]), last?.manager ?? "");
  return last || keptBy ? { ...last, ...(keptBy && { keptBy }) } : undefined;
}

function lastEntry(managedFields: unknown): Pick<Changed, "manager" | "at"> | undefined {
  const entries = Array.isArray(managedFields) ? managedFields.filter(isMap) : [];
  const told = entries.flatMap(({ manager, time, subresource }) => {
    const name = text(manager);
    return name === undefined || name === BOOKKEEPER || subresource === "status" ? [] : [{ name, at: typeof time === "string" && TIME.test(time) ? time : "" }];
  });
  // Of several in one second the later in the list counts: the server appends.
  const last = told.reduce<(typeof told)[number] | undefined>((latest, one) => (latest === undefined || one.at >= latest.at ? one : latest), undefined);
  return last && { manager: last.name, ...(last.at !== "" && { at: own(last.at) }) };
}

function keeperOf(labels: JsonMap, annotations: JsonMap, manager: string): Keeper | undefined {
  // A tracking id is APPLICATION:GROUP/KIND:NAMESPACE/NAME.
  const tracked = text(annotations["argocd.argoproj.io/tracking-id"])?.split(":")[0];
  const isArgo = manager.startsWith("argocd") || text(labels["app.kubernetes.io/managed-by"]) === "argocd";
  const argo = tracked || text(labels["argocd.argoproj.io/instance"]) || (isArgo ? text(labels["app.kubernetes.io/instance"]) : undefined);
  if (argo) return { tool: "Argo CD", name: own(argo) };
  const flux = text(labels["kustomize.toolkit.fluxcd.io/name"]) ?? text(labels["helm.toolkit.fluxcd.io/name"]);
  if (flux !== undefined) return { tool: "Flux", name: flux };
  const release = text(annotations["meta.helm.sh/release-name"]);
  return release === undefined ? undefined : { tool: "Helm", name: release };
}

const map = (value: unknown): JsonMap => (isMap(value) ? value : {});

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" && value.length <= MAX_NAME ? own(value) : undefined);
