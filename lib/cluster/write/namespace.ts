import type { Namespace } from "../facts.ts";
import { type Manifest, manifest } from "./manifest.ts";

export const writeNamespace = (fact: Namespace): Manifest => manifest("v1", "Namespace", { name: fact.name, labels: fact.labels });
