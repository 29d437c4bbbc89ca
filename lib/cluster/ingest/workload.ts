import type { Field } from "#lib/source/field.ts";
import type { Fact } from "../facts.ts";
import type { Named, Reader } from "./object.ts";
import { ownerOf } from "./owner.ts";
import { podShape } from "./podshape.ts";
import { optional } from "./values.ts";

/** Deployment, StatefulSet, ReplicaSet, ReplicationController. */
export const readReplicated: Reader = (object) => read(object, object.root.at("spec"), "replicas");

/** As many pods as nodes: one stands for them. */
export const readDaemonSet: Reader = (object) => read(object, object.root.at("spec"));

export const readJob: Reader = (object) => read(object, object.root.at("spec"), "parallelism");

export const readCronJob: Reader = (object) => read(object, object.root.at("spec").at("jobTemplate").at("spec"), "parallelism");

/** KubeVirt: the template describes a machine, whose pod has the same labels. */
export const readVirtualMachine: Reader = (object) => read(object, object.root.at("spec"));

/** @param spec what holds the pod template and the number of pods */
function read({ ref, root, place }: Named, spec: Field, count?: "replicas" | "parallelism"): readonly Fact[] {
  const owner = ownerOf(root);
  const facts: Fact[] = [];
  if (owner) facts.push({ kind: "ownership", namespace: ref.namespace, childKind: ref.kind, childName: ref.name, owner });

  const template = spec.at("template");
  if (template.absent) {
    template.error("required", "the pod template is missing");
    return facts;
  }
  template.map();
  return [
    ...facts,
    {
      kind: "workload",
      workloadKind: ref.kind,
      name: ref.name,
      ...podShape(ref.namespace, template.at("metadata").at("labels"), template.at("spec"), place),
      replicas: (count === undefined ? undefined : spec.at(count).integer()) ?? 1,
      ...optional("owner", owner),
    },
  ];
}
