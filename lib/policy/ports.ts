import type { PortMatch, Protocol } from "./algebra.ts";
import { type Party, isPolicedPod } from "./endpoint.ts";

/** Why a port does not match. `numbers`: what the name stands for on the destination; empty when it is not declared. */
export type PortMiss =
  | { readonly kind: "protocol" }
  | { readonly kind: "number" }
  | { readonly kind: "name"; readonly numbers: readonly number[] }
  | { readonly kind: "name-without-pod" };

export interface PortOutcome {
  readonly port: PortMatch;
  readonly match: boolean;
  readonly miss?: PortMiss;
}

/** @param destination whoever listens, for both directions: a named port is what that pod declares */
export function matchPort(port: PortMatch, protocol: Protocol, number: number, destination: Party): PortOutcome {
  if (port.kind === "anything") return { port, match: true };
  if (port.protocol !== protocol) return { port, match: false, miss: { kind: "protocol" } };
  switch (port.kind) {
    case "protocol":
      return { port, match: true };
    case "range":
      return port.from <= number && number <= port.to ? { port, match: true } : { port, match: false, miss: { kind: "number" } };
    case "named":
      return matchName(port, number, destination);
  }
}

/** Two containers may give one name to two numbers: both count, which is the only reading that fits the API's silence. */
function matchName(port: Extract<PortMatch, { kind: "named" }>, number: number, destination: Party): PortOutcome {
  if (!isPolicedPod(destination)) return { port, match: false, miss: { kind: "name-without-pod" } };
  const numbers = destination.ports.filter((declared) => declared.name === port.name && declared.protocol === port.protocol).map((declared) => declared.port);
  return numbers.includes(number) ? { port, match: true } : { port, match: false, miss: { kind: "name", numbers } };
}
