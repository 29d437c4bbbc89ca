/** @returns scheme, host and port; undefined for anything that has more: pages know no path in front of their own */
export function parsePublicUrl(text: string): string | undefined {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, href } = new URL(text);
  return href === `${origin}/` ? origin : undefined;
}

/** Where people reach this server: what was configured, else what the browser used. Only links follow it; what is answered does not. */
export function originOf(headers: Headers): string {
  return parsePublicUrl(process.env["WHYDROP_PUBLIC_URL"] ?? "") ?? `http://${headers.get("host") ?? "127.0.0.1"}`;
}
