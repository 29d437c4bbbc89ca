import type { Reader } from "./object.ts";
import { addresses } from "./values.ts";

const IP_TYPES: ReadonlySet<unknown> = new Set(["InternalIP", "ExternalIP"]);

export const readNode: Reader = ({ ref, root }) => {
  const entries = root.at("status").at("addresses").list();
  return [
    {
      kind: "node",
      name: ref.name,
      labels: root.at("metadata").at("labels").textMap(),
      addresses: addresses(...entries.filter((entry) => IP_TYPES.has(entry.at("type").value)).map((entry) => entry.at("address"))),
    },
  ];
};
