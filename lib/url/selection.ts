/** What the id of a connection says: `<from>~<to>~443-tcp`. */
export interface Selection {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly proto: string;
}

/** @returns undefined for the id of anything else */
export function selectionOf(id: string | undefined): Selection | undefined {
  const [, from = "", to = "", port = "", proto = ""] = /^(.+)~(.+)~(\w[\w-]*)-(tcp|udp|sctp)$/.exec(id ?? "") ?? [];
  return from === "" ? undefined : { from, to, port, proto };
}

/** Written as those of the map are, for an end that was asked for by hand too. */
export const selectionId = ({ from, to, port, proto }: Selection): string => `${from}~${to}~${port}-${proto.toLowerCase()}`;
