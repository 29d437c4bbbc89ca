import type { Fact } from "../facts.ts";
import { type Manifest, manifest } from "./manifest.ts";

/** Of a kind that is only counted there is nothing but the name. */
export const writeOther = ({ ref }: Extract<Fact, { readonly kind: "other" }>): Manifest => manifest(ref.apiVersion, ref.kind, ref);
