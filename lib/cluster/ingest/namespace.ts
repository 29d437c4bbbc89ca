import type { Reader } from "./object.ts";

export const readNamespace: Reader = ({ ref, root }) => [
  { kind: "namespace", name: ref.name, labels: root.at("metadata").at("labels").textMap() },
];
