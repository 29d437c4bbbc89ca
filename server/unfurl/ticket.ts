import { createHmac, timingSafeEqual } from "node:crypto";

const HOUR = 3_600_000;
/** Chats fetch a picture when the link is posted, and keep it themselves. */
const LIFE = 24 * HOUR;

/** Lets somebody fetch the picture of one snapshot for a while. */
export interface Ticket {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly signature: string;
}

/** The same for an hour, so that whoever asks again need not fetch again. @param subject what it is for: another picture is another subject */
export function ticketFor(subject: string, secret: Buffer, now: number): Ticket {
  const until = Math.ceil(now / HOUR) * HOUR + LIFE;
  return { until, signature: sign(subject, until, secret).toString("base64url") };
}

export function isGood({ until, signature }: Ticket, subject: string, secret: Buffer, now: number): boolean {
  const given = Buffer.from(signature, "base64url");
  const right = sign(subject, until, secret);
  return given.length === right.length && timingSafeEqual(given, right) && until > now;
}

const sign = (subject: string, until: number, secret: Buffer): Buffer => createHmac("sha256", secret).update(`${subject} ${String(until)}`).digest();
