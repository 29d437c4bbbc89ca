import type { Subject } from "#lib/policy/algebra.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import type { Problem } from "#lib/source/problem.ts";
import { checkPresent, readUnion } from "./part.ts";
import type { Reader } from "./reader.ts";
import { readSelector } from "./selector.ts";

/** Pods as subjects and peers select them; what is not readable is left out, so that the rest selects more. */
interface ReadPods extends Subject {
  readonly readable: boolean;
}

/** Whom the policy is about. Host-networked pods never are: the engine sees to it. @returns undefined when nobody can tell */
export function readSubject(field: Field, reader: Reader): Subject | undefined {
  checkPresent(field, "a policy");
  if (field.absent) return undefined;
  const chosen = readUnion(field, ["namespaces", "pods"], "subject");
  if (chosen?.kind === "unknown") field.error("required", "a subject needs `namespaces` or `pods`; without its unknown fields this one is empty");
  if (chosen?.kind !== "one") return undefined;
  const { namespaces, pods } = readPods(chosen.key, chosen.value, reader, "error");
  return { namespaces, pods };
}

/** `namespaces` means all their pods; `pods` asks of both. There is no own namespace to default to. */
export function readPods(key: string, value: Field, reader: Reader, unreadable: Problem["severity"]): ReadPods {
  if (key === "namespaces") {
    const { selector, readable } = readSelector(value, reader, unreadable);
    return { namespaces: { kind: "selected", selector }, pods: EVERYTHING, readable };
  }
  const namespaceSelector = value.at("namespaceSelector");
  const podSelector = value.at("podSelector");
  if (value.struct("namespaceSelector", "podSelector")) {
    checkPresent(podSelector, "`pods`");
    if (reader.schema.needsNamespaceSelector) checkPresent(namespaceSelector, "`pods`");
    else if (namespaceSelector.absent) warnEveryNamespace(value);
  }
  const namespaces = readSelector(namespaceSelector, reader, unreadable);
  const pods = readSelector(podSelector, reader, unreadable);
  return { namespaces: { kind: "selected", selector: namespaces.selector }, pods: pods.selector, readable: namespaces.readable && pods.readable };
}

const warnEveryNamespace = ({ path, problems }: Field): void =>
  problems.warning("required", path, "without `namespaceSelector` pods of every namespace are meant: say so with `namespaceSelector: {}`");
