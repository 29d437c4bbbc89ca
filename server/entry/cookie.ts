/** Browsers share cookies between the ports of a host, and a port may be forwarded: the name has the port that the browser sees. */
function cookieName(host: string): string {
  const [, port = "80"] = /:(\d+)$/.exec(host) ?? [];
  return `whydrop-${port}`;
}

/** @returns what `Set-Cookie` says; without an age it ends with the browser, and what it means with the process */
export function sessionCookie(host: string, session: string): string {
  return `${cookieName(host)}=${session}; Path=/; HttpOnly; SameSite=Strict`;
}

/** All of them: another program on this host may have set one of our name for a narrower path. */
export function sessionsIn(headers: Headers): readonly string[] {
  const prefix = `${cookieName(headers.get("host") ?? "")}=`;
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
}
