import { writeYaml } from "../documents/yaml/write.ts";
import { CALLS } from "./calls.ts";
import type { Manifest } from "./manifest.ts";

const HEAD = `\
# What Whydrop keeps of a cluster, and nothing else. With --manifests it gives the same verdicts.
# Of environments, arguments, commands and ConfigMaps only hosts and ports were kept: what a container is configured to call
# stands in ${CALLS}, and in place of each value of a ConfigMap. Annotations, statuses and Secrets were left out. The
# containers of a pod are made up from its images and ports; all addresses of a Service but the first stand in externalIPs.
`;

export const asYaml = (manifests: readonly Manifest[]): string => HEAD + manifests.map((manifest) => `---\n${writeYaml(manifest).text}`).join("");

/** One object a line: a JSON file may be larger, and is read faster. */
export const asJson = (manifests: readonly Manifest[]): string => manifests.map((manifest) => `${JSON.stringify(manifest)}\n`).join("");
