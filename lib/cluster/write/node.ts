import type { Node } from "../facts.ts";
import { type Manifest, manifest } from "./manifest.ts";

export const writeNode = ({ name, labels, addresses }: Node): Manifest =>
  manifest("v1", "Node", { name, labels }, { status: { addresses: addresses.map(({ text }) => ({ type: "InternalIP", address: text })) } });
