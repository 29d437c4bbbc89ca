/** Whether a route is answered to everybody who reaches the port, or to those who have entered. */
export type Access = "open" | "entered";

/** Every address there is, as the folders below `app/` name it; a test fails on one that is not here. */
export const ROUTES: Readonly<Record<string, Access>> = {
  "/_next/static/*": "open",
  "/favicon.svg": "open",
  "/enter": "open",
  "/livez": "open",
  "/readyz": "open",
  "/metrics": "entered",
  "/api/v1/[...unknown]": "entered",
  "/api/v1/openapi.json": "entered",
  "/api/v1/clusters": "entered",
  "/api/v1/events": "entered",
  "/api/v1/events/alive": "entered",
  "/api/v1/clusters/[cluster]/blame": "entered",
  "/api/v1/clusters/[cluster]/check": "entered",
  "/api/v1/clusters/[cluster]/destinations": "entered",
  "/api/v1/clusters/[cluster]/events": "entered",
  "/api/v1/clusters/[cluster]/graph": "entered",
  "/api/v1/clusters/[cluster]/policies": "entered",
  "/api/v1/clusters/[cluster]/policies/[ns]/[name]": "entered",
  "/api/v1/clusters/[cluster]/timeline": "entered",
  "/api/v1/clusters/[cluster]/change": "entered",
  "/api/v1/clusters/[cluster]/workload": "entered",
  "/": "entered",
  "/c/[cluster]/check": "entered",
  "/c/[cluster]/map": "entered",
  "/c/[cluster]/ns/[ns]/[kind]/[name]": "entered",
  "/c/[cluster]/policies": "entered",
  "/c/[cluster]/policies/[ns]/[name]": "entered",
  "/c/[cluster]/timeline": "entered",
};

const open = Object.entries(ROUTES).filter(([, access]) => access === "open").map(([route]) => route);

/** What is not known to be open is not: an address that nobody thought of has to be entered too. */
export function accessOf(path: string): Access {
  return open.some((route) => (route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : path === route)) ? "open" : "entered";
}
