import fc from "fast-check";
import type { UnreadKind } from "#lib/policy/unread.ts";

/** Of which kind nothing could be read: in the whole cluster, in one namespace, or everywhere but there. */
export type Hiding = Pick<UnreadKind, "group" | "kind" | "namespace" | "except">;

interface Metadata {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
}

const isHidden = ({ apiVersion, kind, metadata: { namespace } }: Metadata, hiding: Hiding): boolean => {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  if (group !== hiding.group || kind !== hiding.kind) return false;
  return hiding.namespace === undefined ? namespace === undefined || !(hiding.except ?? []).includes(namespace) : namespace === hiding.namespace;
};

/** The documents that are left, and one that says what is missing. */
export function hidden(documents: readonly string[], ...hidings: readonly Hiding[]): readonly string[] {
  const left = documents.filter((document) => !hidings.some((hiding) => isHidden(JSON.parse(document) as Metadata, hiding)));
  return [...left, clusterOf(hidings)];
}

/** The documents as they are, as if they were too old to count. */
export const stale = (documents: readonly string[], ...hidings: readonly Hiding[]): readonly string[] => [...documents, clusterOf(hidings)];

const clusterOf = (hidings: readonly Hiding[]): string =>
  JSON.stringify({ apiVersion: "whydrop.dev/v1alpha1", kind: "Cluster", metadata: { name: "c" }, spec: { unreadable: hidings.map((hiding) => ({ ...hiding, why: "forbidden" })) } });

/** @param kinds as `group/Kind`; a `*` before it: a kind without namespaces */
export const hidingOf = (kinds: readonly string[], namespaces: readonly string[]): fc.Arbitrary<Hiding> =>
  fc.constantFrom(...kinds).chain((text): fc.Arbitrary<Hiding> => {
    const [group = "", kind = ""] = text.replace("*", "").split("/");
    if (text.startsWith("*")) return fc.constant({ group, kind });
    return fc.oneof(
      fc.constant({ group, kind }),
      fc.constantFrom(...namespaces).map((namespace) => ({ group, kind, namespace })),
      fc.constantFrom(...namespaces).map((namespace) => ({ group, kind, except: [namespace] })),
    );
  });
