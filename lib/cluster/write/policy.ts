import { dialectFor } from "#lib/policy/dialects.ts";
import type { Reading } from "#lib/policy/dialect.ts";
import type { UnreadKind } from "#lib/policy/unread.ts";
import type { JsonMap } from "#lib/source/map.ts";
import { type ObjectRef, groupOf } from "#lib/source/object.ts";
import { onlyObject } from "../documents/onlyobject.ts";
import type { NotEvaluated, PolicyFact } from "../facts.ts";
import { pruned, prunedSource } from "../pruned.ts";
import type { Manifest } from "./manifest.ts";

/** A policy as a manifest, or, where its text does not say again what was read, the fact that it could not be. */
export type WrittenPolicy = { readonly kind: "manifest"; readonly manifest: Manifest } | { readonly kind: "unreadable"; readonly unreadable: UnreadKind };

export function writePolicy({ reading, text }: PolicyFact): WrittenPolicy {
  const written = manifestOf(reading.ref, text);
  const again = written && dialectFor(written.apiVersion, written.kind)?.read(prunedSource(written, ""));
  return again && said(again) === said(reading) ? { kind: "manifest", manifest: written } : lost(reading.ref);
}

/** An object that nobody judges is kept whole all the same: a version that judges it must not find half of it. */
export function writeNotEvaluated({ ref, text }: NotEvaluated): WrittenPolicy {
  const written = manifestOf(ref, text);
  return written ? { kind: "manifest", manifest: written } : lost(ref);
}

/** An item of a typed list has its kind from the list, and not in its text. */
function manifestOf({ apiVersion, kind }: ObjectRef, text: string): Manifest | undefined {
  const value = onlyObject(text);
  if (!value) return undefined;
  const whole: JsonMap = value["apiVersion"] === undefined && value["kind"] === undefined ? { apiVersion, kind, ...value } : value;
  return whole["apiVersion"] === apiVersion && whole["kind"] === kind ? { ...pruned(whole), apiVersion, kind } : undefined;
}

/** All that was read, as far as it does not depend on where. */
const said = (reading: Reading): string =>
  JSON.stringify(reading, (key, value: unknown) =>
    key === "place" || key === "problems" ? undefined : typeof value === "bigint" ? String(value) : value instanceof Map || value instanceof Set ? [...value] : value);

const lost = ({ apiVersion, kind, namespace }: ObjectRef): WrittenPolicy => ({
  kind: "unreadable",
  unreadable: { group: groupOf(apiVersion), kind, ...(namespace !== "" && { namespace }), why: "its text could not be captured" },
});
