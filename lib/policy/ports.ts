import type { Direction, PortMatch, Protocol } from "./algebra.ts";
import { type Party, isPolicedPod } from "./endpoint.ts";
import { nameKey, numbersByName } from "./portnames.ts";
import type { Assumption, Missing } from "./uncertainty.ts";
import { PODS } from "./unread.ts";
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
  /** Also where it perhaps does: then `untold` says what is missing. */
  readonly match: boolean;
  readonly untold?: Missing;
  readonly miss?: PortMiss;
  readonly assumed?: Assumption;
}

/** What is dialled, at the pod, after the Service's translation. */
export interface Dial {
  readonly protocol: Protocol;
  readonly number: number;
  /** Whoever listens, for both directions: a named port is what that pod declares, to most engines. */
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
      return servicePorts(port, dial, world);
    case "any":
      return matchAny(port, port.of, dial, world);
    case "all": {
      const outcomes = port.of.map((part) => matchPort(part, dial, world));
      const failed = outcomes.find(({ match }) => !match);
      return failed ? { ...failed, port } : { port, match: true, ...untoldIn(outcomes) };
    }
    case "not": {
      const inner = matchPort(port.of, dial, world);
      return inner.match && !inner.untold ? missed(port, "negated") : { port, match: true, ...untoldIn([inner]) };
    }
  }
}

const untoldIn = (outcomes: readonly PortOutcome[]): Pick<PortOutcome, "untold"> => {
  const untold = outcomes.find((outcome) => outcome.untold)?.untold;
  return untold ? { untold } : {};
};

const missed = (port: PortMatch, kind: "protocol" | "number" | "negated" | "name-skipped"): PortOutcome => ({ port, match: false, miss: { kind } });

const speaksSctp = (port: PortMatch): boolean => (port.kind === "named" && port.protocol === undefined) || ("protocol" in port && port.protocol === "SCTP");

function matchAny(port: PortMatch, parts: readonly PortMatch[], dial: Dial, world: World): PortOutcome {
  const outcomes = parts.map((part) => matchPort(part, dial, world));
  const telling = outcomes.find(({ match, untold }) => match && !untold) ?? outcomes.find(({ match }) => match) ?? outcomes.find(({ miss, assumed }) => miss?.kind !== "protocol" || assumed !== undefined) ?? outcomes[0];
  return telling ? { ...telling, port } : missed(port, "number");
}

/** The ports of Services that could not be read may be any. */
function servicePorts(port: Extract<PortMatch, { kind: "service-ports" }>, dial: Dial, world: World): PortOutcome {
  const outcome = matchAny(port, world.references.portsOf(port.services), dial, world);
  const [untold] = world.references.portsUntold(port.services);
  return untold && (!outcome.match || outcome.untold) ? { port, match: true, untold } : outcome;
}

/** The name of a port is a number on each pod that declares it, as far as the engine reads the declaration (semantics §1.5). */
function matchName(port: Named, dial: Dial, world: World): PortOutcome {
  const { number, protocol, destination, direction } = dial;
  const { namedPorts } = world.engine;
  if (direction === "egress" && namedPorts.egress === "one-number") return matchOnlyNumber(port, dial, world);
  if (!isPolicedPod(destination)) return { port, match: false, miss: { kind: "name-without-pod" } };
  if (destination.untold) return { port, match: true, untold: destination.untold };
  const numbers = numbersByName(destination.ports, namedPorts).get(nameKey(port.name, protocol)) ?? [];
  return numbers.includes(number) ? { port, match: true } : { port, match: false, miss: { kind: "name", numbers }, ...whyNotRead(port, dial, world) };
}

/** The name is one number for every peer, whoever declares it, or none where it stands for several in the cluster. */
function matchOnlyNumber(port: Named, dial: Dial, world: World): PortOutcome {
  const { number, protocol, destination } = dial;
  const declared = (why: "numbers-differ" | "one-for-all") => ({ assumed: { kind: "named-port", name: port.name, why } }) as const;
  const numbers = [...world.numbersOf(port.name, protocol)];
  if (numbers.length > 1) return { ...missed(port, "name-skipped"), ...declared("numbers-differ") };
  const [untold] = world.around.unread.anywhere(PODS);
  if (untold && numbers.every((one) => one === number)) return { port, match: true, untold };
  const own = isPolicedPod(destination) ? (numbersByName(destination.ports, world.engine.namedPorts).get(nameKey(port.name, protocol)) ?? []) : [];
  if (numbers.includes(number)) return { port, match: true, ...(own.includes(number) ? {} : declared("one-for-all")) };
  if (numbers.length === 0 && !isPolicedPod(destination)) return { port, match: false, miss: { kind: "name-without-pod" } };
  return { port, match: false, miss: { kind: "name", numbers }, ...whyNotRead(port, dial, world) };
}

/** That the destination gives the name this number, in a declaration that the engine does not count. */
function whyNotRead({ name }: Named, { number, protocol, destination }: Dial, { engine: { namedPorts } }: World): Pick<PortOutcome, "assumed"> {
  const ports = isPolicedPod(destination) ? destination.ports : [];
  const declarations = ports.filter((one) => one.name === name && one.protocol === protocol && one.port === number);
  if (declarations.length === 0) return {};
  const isRead = declarations.some(({ by }) => namedPorts.declaredBy.includes(by));
  return { assumed: { kind: "named-port", name, why: isRead ? "first-container" : "container-kind" } };
}
