import type { Direction, PortMatch, Protocol } from "./algebra.ts";
import { type Party, type PolicedPod, isPolicedPod } from "./endpoint.ts";
import type { Assumption } from "./uncertainty.ts";
import type { World } from "./world.ts";

/** Why a port does not match. `numbers`: what the name stands for on the destination; empty when it is not declared. */
export type PortMiss =
  | { readonly kind: "protocol" }
  | { readonly kind: "number" }
  | { readonly kind: "name"; readonly numbers: readonly number[] }
  | { readonly kind: "name-without-pod" }
  | { readonly kind: "name-skipped" } // the engine gives the name no meaning here
  | { readonly kind: "negated" };

export interface PortOutcome {
  readonly port: PortMatch;
  readonly match: boolean;
  readonly miss?: PortMiss;
  readonly assumed?: Assumption;
}

/** What is dialled, at the pod, after the Service's translation. */
export interface Dial {
  readonly protocol: Protocol;
  readonly number: number;
  /** Whoever listens, for both directions: a named port is what that pod declares. */
  readonly destination: Party;
  readonly direction: Direction;
}

type Named = Extract<PortMatch, { kind: "named" }>;

export function matchPort(port: PortMatch, dial: Dial, world: World): PortOutcome {
  const sctpOff = dial.protocol === "SCTP" && !world.engine.sctp && speaksSctp(port);
  if (sctpOff) return { port, match: false, miss: { kind: "protocol" }, assumed: { kind: "sctp-off" } };
  switch (port.kind) {
    case "anything":
      return { port, match: true };
    case "protocol":
      return port.protocol === dial.protocol ? { port, match: true } : missed(port, "protocol");
    case "range":
      if (port.protocol !== dial.protocol) return missed(port, "protocol");
      return port.from <= dial.number && dial.number <= port.to ? { port, match: true } : missed(port, "number");
    case "named":
      return port.protocol === undefined || port.protocol === dial.protocol ? matchName(port, dial, world) : missed(port, "protocol");
    case "other":
      return missed(port, "protocol");
    case "service-ports":
      return matchAny(port, world.references.portsOf(port.services), dial, world);
    case "any":
      return matchAny(port, port.of, dial, world);
    case "all": {
      const failed = port.of.map((part) => matchPort(part, dial, world)).find(({ match }) => !match);
      return failed ? { ...failed, port } : { port, match: true };
    }
    case "not":
      return matchPort(port.of, dial, world).match ? missed(port, "negated") : { port, match: true };
  }
}

const missed = (port: PortMatch, kind: "protocol" | "number" | "negated" | "name-skipped"): PortOutcome => ({ port, match: false, miss: { kind } });

const speaksSctp = (port: PortMatch): boolean => (port.kind === "named" && port.protocol === undefined) || ("protocol" in port && port.protocol === "SCTP");

function matchAny(port: PortMatch, parts: readonly PortMatch[], dial: Dial, world: World): PortOutcome {
  const outcomes = parts.map((part) => matchPort(part, dial, world));
  const telling = outcomes.find(({ match }) => match) ?? outcomes.find(({ miss, assumed }) => miss?.kind !== "protocol" || assumed !== undefined) ?? outcomes[0];
  return telling ? { ...telling, port } : missed(port, "number");
}

/** The name of a port is a number on each pod that declares it, as far as the engine reads the declaration (semantics §1.5). */
function matchName(port: Named, { number, protocol, destination, direction }: Dial, world: World): PortOutcome {
  if (!isPolicedPod(destination)) return { port, match: false, miss: { kind: "name-without-pod" } };
  const { namedPorts } = world.engine;
  if (direction === "egress" && namedPorts.egress === "one-number" && world.numbersOf(port.name, protocol).size > 1) {
    return { ...missed(port, "name-skipped"), assumed: { kind: "named-port", name: port.name, why: "numbers-differ" } };
  }
  const every = numbersDeclared(port, protocol, destination, ["container", "sidecar", "init-container"]);
  const read = numbersDeclared(port, protocol, destination, namedPorts.declaredBy);
  const numbers = namedPorts.twice === "all" ? read : namedPorts.twice === "first" ? read.slice(0, 1) : read.slice(-1);
  if (numbers.includes(number)) return { port, match: true };
  const why = read.includes(number) ? "first-container" : every.includes(number) ? "container-kind" : undefined;
  return { port, match: false, miss: { kind: "name", numbers }, ...(why && { assumed: { kind: "named-port", name: port.name, why } }) };
}

const numbersDeclared = ({ name }: Named, protocol: Protocol, { ports }: PolicedPod, by: World["engine"]["namedPorts"]["declaredBy"]): readonly number[] =>
  ports.filter((declared) => declared.name === name && declared.protocol === protocol && by.includes(declared.by)).map(({ port }) => port);
