import { readPasted } from "./pasted.ts";

/** The fields of a question, as somebody filled them. */
export interface Fields {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly protocol: string;
}

/** No id and no address has a blank, an arrow or a scheme in it. */
const isPasted = (text: string): boolean => /\s|->|→|:\/\//.test(text.trim());

/**
 * Takes apart what was pasted into one field: an error, a URL, a command or `a -> b:443/tcp`. What the text does not tell stays
 * as the other fields say; where nothing is found in it, so does the text, to be told of as it is.
 */
export function unfoldPasted(fields: Fields): Fields {
  const field = isPasted(fields.to) ? "to" : isPasted(fields.from) && fields.to.trim() === "" ? "from" : undefined;
  const [found] = field === undefined ? [] : readPasted(fields[field]);
  if (found === undefined) return fields;
  return {
    from: found.from ?? (field === "from" ? "" : fields.from),
    to: found.to,
    port: found.port === undefined ? fields.port : String(found.port),
    protocol: found.protocol,
  };
}
