import type { Answer } from "#lib/check/answer.ts";
import type { Context, Refusal } from "#lib/check/context.ts";

/** What the client sees: step 3 of the figure. Errors are the ones that Linux and common clients print. */
export function symptom(answer: Answer): string {
  const { code, question, context, telling } = answer;
  switch (code) {
    case "BLOCKED_DEFAULT":
    case "BLOCKED_RULE":
      return refusalOf(answer) ? refusedText(refusalOf(answer), question.protocol) : question.protocol === "TCP" ? droppedText(context) : `no answer comes; the ${question.protocol} client waits for its own timeout`;
    case "BLOCKED_DNS":
      if (refused(telling)) return "the name lookup is refused at once (REFUSED): could not resolve host (EAI_AGAIN, curl: (6)); clients with musl stop their search there";
      return "the name lookup gets no answer: could not resolve host, after the resolver's timeout (EAI_AGAIN, curl: (6))";
    case "PARTLY":
      return "some attempts work and some hang, then time out";
    case "ALLOWED":
    case "OPEN":
    case "NOT_ENFORCED":
      return "policies allow this on both sides; if it fails, look at DNS, the Service's endpoints, cloud firewall, NAT and the far side";
    case "UNKNOWN":
      return "not known: the verdict is not decided";
  }
}

const refused = (telling: Answer["telling"]): boolean => telling?.kind === "no-dns" && telling.dns.nameRefused;

/** How what the policies deny here is answered; undefined: it is dropped. */
function refusalOf({ context: { refusal }, telling }: Answer): Refusal | undefined {
  if (refusal?.how !== "prohibited") return refusal;
  const judged = telling?.kind === "connection" ? telling.judged : undefined;
  return judged?.explanation.egress.decision === "deny" && judged.explanation.connection.target.address.family === 4 ? refusal : undefined;
}

/** Who drops is said where it is known; of others only what most do. */
function droppedText({ engine }: Context): string {
  const isKnown = engine.name !== "kubernetes" && engine.name !== "none";
  return `a hang, then a timeout: ${isKnown ? `${engine.title} drops silently` : "most CNIs drop silently"}, so connect() waits for the client's timeout, or about 127 s in Linux (ETIMEDOUT, i/o timeout, curl: (28))`;
}

function refusedText(refusal: Refusal | undefined, protocol: string): string {
  if (refusal?.how === "prohibited") return `refused at once: ${refusal.by} answers with ICMP administratively prohibited (no route to host, EHOSTUNREACH)`;
  return `refused at once: ${refusal?.by ?? "the CNI"} answers with ICMP port unreachable (${protocol === "TCP" ? "connection refused, ECONNREFUSED" : "ECONNREFUSED on the next send"})`;
}

/** The same in three words, for the figure. */
export function shortSymptom(answer: Answer): string {
  const { code, question } = answer;
  switch (code) {
    case "BLOCKED_DEFAULT":
    case "BLOCKED_RULE":
      return refusalOf(answer) ? "refused at once" : question.protocol === "TCP" ? "hang, then timeout" : "no answer";
    case "BLOCKED_DNS":
      return "could not resolve host";
    case "PARTLY":
      return "some attempts time out";
    case "ALLOWED":
    case "OPEN":
    case "NOT_ENFORCED":
      return "";
    case "UNKNOWN":
      return "cannot tell";
  }
}

/** What is written where the packet ends; empty when nothing blocks. */
export function stopText(answer: Answer): string {
  const { code, question, telling } = answer;
  switch (code) {
    case "BLOCKED_DNS":
    case "BLOCKED_DEFAULT":
    case "BLOCKED_RULE":
    case "PARTLY":
      if (refusalOf(answer) || refused(telling)) return "REFUSED";
      return code !== "BLOCKED_DNS" && question.protocol === "TCP" ? "DROPPED · no RST sent" : "DROPPED · no answer sent";
    case "ALLOWED":
    case "OPEN":
    case "NOT_ENFORCED":
    case "UNKNOWN":
      return "";
  }
}
