import type { ServiceAccount } from "../facts.ts";
import { type Manifest, manifest } from "./manifest.ts";

export const writeServiceAccount = ({ namespace, name, labels }: ServiceAccount): Manifest => manifest("v1", "ServiceAccount", { namespace, name, labels });
