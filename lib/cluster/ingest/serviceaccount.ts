import type { Reader } from "./object.ts";

export const readServiceAccount: Reader = ({ ref, root }) => [
  { kind: "service-account", namespace: ref.namespace, name: ref.name, labels: root.at("metadata").at("labels").textMap() },
];
