/** Where people reach this server: what was configured, else what the browser used. */
export function originOf(headers: Headers): string {
  return process.env["WHYDROP_PUBLIC_URL"]?.replace(/\/+$/, "") ?? `http://${headers.get("host") ?? "127.0.0.1"}`;
}
