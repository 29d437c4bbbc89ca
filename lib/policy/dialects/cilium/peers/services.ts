import type { Peer, ServiceMatch } from "#lib/policy/algebra.ts";
import { readLabelSelector } from "#lib/policy/labelselector.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import type { Author } from "../author.ts";
import { untoldFeature } from "../options.ts";

/** An entry of `toServices`: the backends of a Service by its name, or of Services by their labels; of both where both are set. */
export function readService(entry: Field, author: Author): Peer | undefined {
  if (!entry.struct("k8sService", "k8sServiceSelector")) return undefined;
  const named = entry.at("k8sService");
  const selected = entry.at("k8sServiceSelector");
  if (named.absent && selected.absent) {
    entry.error("required", "`k8sService` or `k8sServiceSelector` is missing");
    return undefined;
  }
  const parts = [...(named.absent ? [] : [readNamed(named, author)]), ...(selected.absent ? [] : [readSelected(selected)])];
  const [only, second] = parts;
  return second === undefined ? only : { kind: "all", of: parts };
}

function readNamed(field: Field, { ref }: Author): Peer {
  field.struct("serviceName", "namespace");
  const name = field.at("serviceName").text() ?? "";
  const namespace = field.at("namespace").text() ?? "";
  if (name === "") field.problems.warning("ignored", field.path, "`serviceName` is missing: no Service is meant");
  if (namespace === "" && name !== "") {
    field.problems.warning("invalid", field.path, "`namespace` is missing, and releases differ in what that means: name it");
    return { kind: "untold", missing: untoldFeature(ref, `a namespace in mind for the Service \`${name}\``) };
  }
  if (namespace === "default" && name === "kubernetes") field.problems.warning("ignored", field.path, "the API server is no Service's backend for Cilium: use `toEntities: [kube-apiserver]`");
  return services({ kind: "named", namespace, name });
}

/** Without a namespace Services of every namespace are meant (Cilium's pkg/policy/api/service.go). */
function readSelected(field: Field): Peer {
  field.struct("selector", "namespace");
  const selector = field.at("selector");
  if (selector.absent) selector.error("required", "`selector` is missing: a `k8sServiceSelector` needs one");
  const namespace = field.at("namespace").text() ?? "";
  return services({
    kind: "selected",
    namespaces: namespace === "" ? { kind: "selected", selector: EVERYTHING } : { kind: "named", name: namespace },
    selector: readLabelSelector(selector),
  });
}

const services = (match: ServiceMatch): Peer => ({ kind: "services", services: match });
