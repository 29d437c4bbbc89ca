import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import type { Protocol } from "#lib/policy/algebra.ts";

/** One end of a question, as somebody named it. */
export type End =
  /** `ns/name`: the Pod, else the only workload so named. */
  | { readonly kind: "named"; readonly namespace: string; readonly name: string }
  | { readonly kind: "workload"; readonly namespace: string; readonly workloadKind: string; readonly name: string }
  | { readonly kind: "service"; readonly namespace: string; readonly name: string }
  /** In lower case, without the final dot. */
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "address"; readonly address: Address }
  | { readonly kind: "cidr"; readonly cidr: Cidr }
  | { readonly kind: "node"; readonly name: string }
  /** Any globally routable address. */
  | { readonly kind: "internet" };

export interface Question {
  readonly from: End;
  readonly to: End;
  /** A name only for a Service. */
  readonly port: number | string;
  readonly protocol: Protocol;
}
