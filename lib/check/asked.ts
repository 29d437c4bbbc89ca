import { IdError, formatEnd, parseEnd, parsePort, parseProtocol, parseTarget } from "./ids.ts";
import type { Question } from "./question.ts";

/** A question as somebody typed it, field by field. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly protocol: string;
}

export type Faults = Readonly<Partial<Record<IdError["field"], string>>>;

/** Reads a question and finds all that is wrong with it at once, each fault with its field. Never throws. */
export function readAsked(typed: Asked): { readonly kind: "question"; readonly question: Question } | { readonly kind: "faults"; readonly faults: Faults } {
  const asked = unfold(typed);
  const faults: Partial<Record<IdError["field"], string>> = {};
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof IdError)) throw error;
      faults[error.field] ??= error.message;
      return undefined;
    }
  };
  const from = attempt(() => parseEnd(asked.from, "from"));
  const to = attempt(() => parseEnd(asked.to, "to"));
  const port = attempt(() => parsePort(asked.port.trim(), to ?? { kind: "internet" }));
  const protocol = attempt(() => parseProtocol(asked.protocol));
  return from && to && port !== undefined && protocol ? { kind: "question", question: { from, to, port, protocol } } : { kind: "faults", faults };
}

/** What is pasted into one field is taken apart: `a -> b:443/tcp` into from and to, a URL or `host:port` into to and port. */
export function unfold(typed: Asked): Asked {
  const arrow = /^(.+?)\s*(?:->|→)\s*(.+)$/s.exec(typed.to.trim() === "" ? typed.from : "");
  const asked = arrow?.[1] !== undefined && arrow[2] !== undefined ? { ...typed, from: arrow[1], to: arrow[2] } : typed;
  if (asked.port.trim() !== "") return asked;
  try {
    const { to, port, protocol } = parseTarget(asked.to);
    return { ...asked, to: formatEnd(to), port: String(port), protocol: protocol.toLowerCase() };
  } catch (error) {
    if (error instanceof IdError) return asked;
    throw error;
  }
}
