import { type Moment, parseMoment } from "#lib/api/moment.ts";
import { ViewError } from "../viewerror.ts";

/** A time that somebody asks for. @param field that it was asked by @throws ViewError for what is none */
export function askedMoment(text: string, field: string): Moment {
  const moment = parseMoment(text);
  if (moment === undefined) throw new ViewError("bad_request", `\`${field}\` must be a time such as 2026-04-16T02:13:40Z`, field);
  return moment;
}
