import { isMap } from "#lib/source/map.ts";
import { own } from "../documents/own.ts";
import type { ConfigMap } from "../facts.ts";
import { elsewhere, hostAndPort } from "./calls.ts";
import type { Reader } from "./object.ts";
import { settingLines, wholeCalls } from "./settinglines.ts";

/** What is called by its values; one by which nothing is called, and that sets nothing of Cilium's, is nothing. Values are looked at and never kept. */
export const readConfigMap: Reader = ({ ref, root, place }) => {
  // A problem would show what stands there: what is no text is passed over.
  const { value } = root.at("data");
  const values = new Map(Object.entries(isMap(value) ? value : {}).flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : [])));
  const entries = [...values].flatMap(([key, text]) => entryOf(key, text, values));
  const answersDenied = ref.name === "cilium-config" && values.get("policy-deny-response") === "icmp";
  return entries.length === 0 && !answersDenied ? [] : [{ kind: "configmap", namespace: ref.namespace, name: ref.name, entries, place, ...(answersDenied && { answersDenied }) }];
};

/** `DB_HOST` and `DB_PORT` are two keys, of which the host's counts. */
function entryOf(key: string, text: string, values: ReadonlyMap<string, string>): ConfigMap["entries"] {
  const portKey = key.endsWith("_HOST") ? `${key.slice(0, -"HOST".length)}PORT` : "";
  const port = values.get(portKey);
  const lines = settingLines(text);
  const calls = elsewhere([
    ...(port === undefined ? [] : hostAndPort([[key, text], [portKey, port]])),
    ...wholeCalls([key, text]),
    ...hostAndPort(lines),
    ...lines.flatMap(wholeCalls),
  ]);
  return calls.length === 0 ? [] : [{ key: own(key), calls }];
}
