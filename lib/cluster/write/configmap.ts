import type { ConfigMap } from "../facts.ts";
import { CALLS, callValues } from "./calls.ts";
import { type Manifest, manifest } from "./manifest.ts";

/** In place of each value what it says to call; where that is much, line by line. */
export const writeConfigMap = ({ namespace, name, entries, answersDenied }: ConfigMap): Manifest =>
  manifest("v1", "ConfigMap", { namespace, name }, { data: { ...Object.fromEntries(entries.map(({ key, calls }) => [key, valueOf(callValues(calls))])), ...(answersDenied && { "policy-deny-response": "icmp" }) } });

const valueOf = (values: readonly string[]): string => (values.length === 1 ? (values[0] ?? "") : values.map((value) => `${CALLS}=${value}\n`).join(""));
