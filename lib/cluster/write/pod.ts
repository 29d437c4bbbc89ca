import type { Address } from "#lib/net/address.ts";
import type { JsonMap } from "#lib/source/map.ts";
import type { Pod } from "../facts.ts";
import { type Manifest, manifest } from "./manifest.ts";
import { writePodSpec } from "./podspec.ts";

export const writePod = (pod: Pod): Manifest =>
  manifest("v1", "Pod", pod, {
    spec: writePodSpec(pod, pod.node),
    status: { phase: pod.finished ? "Succeeded" : undefined, ...writeAddresses("podIP", pod.addresses), ...writeAddresses("hostIP", pod.hostAddresses) },
  });

/** As the API has it: the first one, and where there are several the list of all. */
function writeAddresses(key: "podIP" | "hostIP", addresses: readonly Address[]): JsonMap {
  return { [key]: addresses[0]?.text, [`${key}s`]: addresses.length > 1 ? addresses.map(({ text }) => ({ ip: text })) : undefined };
}
