import { ownerOf } from "./owner.ts";
import type { Reader } from "./object.ts";
import { podShape } from "./podshape.ts";
import { addresses, optional } from "./values.ts";

/** A pod as it runs (`kubectl get`) or as it is written (a manifest, without status). */
export const readPod: Reader = ({ ref, root, place }) => {
  const status = root.at("status");
  const spec = root.at("spec");
  const phase = status.at("phase").text();
  return [
    {
      kind: "pod",
      name: ref.name,
      ...podShape(ref.namespace, root.at("metadata").at("labels"), spec, place),
      addresses: addresses(status.at("podIP"), ...status.at("podIPs").list().map((entry) => entry.at("ip"))),
      hostAddresses: addresses(status.at("hostIP"), ...status.at("hostIPs").list().map((entry) => entry.at("ip"))),
      ...optional("node", spec.at("nodeName").text()),
      ...optional("owner", ownerOf(root)),
      finished: phase === "Succeeded" || phase === "Failed",
    },
  ];
};
