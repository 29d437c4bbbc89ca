import type { Unfurling } from "../settings.ts";
import { unfurling } from "../unfurl/mode.ts";

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
  "/api/v1/clusters/[cluster]/connections": "entered",
  "/api/v1/clusters/[cluster]/destinations": "entered",
  "/api/v1/clusters/[cluster]/events": "entered",
  "/api/v1/clusters/[cluster]/map": "entered",
  "/api/v1/clusters/[cluster]/map/rearrange": "entered",
  "/api/v1/clusters/[cluster]/map/undo": "entered",
  "/api/v1/clusters/[cluster]/policies": "entered",
  "/api/v1/clusters/[cluster]/policies/[ns]/[name]": "entered",
  "/api/v1/clusters/[cluster]/search": "entered",
  "/api/v1/clusters/[cluster]/timeline": "entered",
  "/api/v1/clusters/[cluster]/change": "entered",
  "/api/v1/clusters/[cluster]/snapshots": "entered",
  "/api/v1/clusters/[cluster]/snapshots/preview": "entered",
  "/api/v1/clusters/[cluster]/workload": "entered",
  "/api/v1/s/[id]": "entered",
  "/api/v1/snapshots": "entered",
  "/api/v1/snapshots/[name]": "entered",
  "/": "entered",
  "/c/[cluster]/check": "entered",
  "/c/[cluster]/map": "entered",
  "/c/[cluster]/ns/[ns]/[kind]/[name]": "entered",
  "/c/[cluster]/policies": "entered",
  "/c/[cluster]/policies/[ns]/[name]": "entered",
  "/c/[cluster]/timeline": "entered",
  "/s/[id]": "entered",
  "/s/[id]/figure": "entered",
  "/s/[id]/file": "entered",
  "/s/[id]/picture": "entered",
};

/** What chats come for, who have no cookie: open where a setting lets them be told of a link, and then each answers for itself. */
const UNFURLED: Readonly<Record<Unfurling, readonly string[]>> = { off: [], text: ["/s/[id]"], image: ["/s/[id]", "/s/[id]/picture"] };

/** What is written by, and where. Everything else is only read. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  "/api/v1/clusters/[cluster]/map/rearrange": ["POST"],
  "/api/v1/clusters/[cluster]/map/undo": ["POST"],
  "/api/v1/clusters/[cluster]/snapshots": ["POST"],
  "/api/v1/clusters/[cluster]/snapshots/preview": ["POST"],
  "/api/v1/snapshots/[name]": ["DELETE"],
};

const open = Object.entries(ROUTES).filter(([, access]) => access === "open").map(([route]) => route);

/** What is not known to be open is not: an address that nobody thought of has to be entered too. */
export function accessOf(path: string): Access {
  if (UNFURLED[unfurling()].some((route) => isAt(route, path))) return "open";
  return open.some((route) => (route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : path === route)) ? "open" : "entered";
}

/** The methods beside GET that an address takes. @param path an address, or the template of a route with its parameters in braces */
export function writesOf(path: string): readonly string[] {
  const [, methods = []] = Object.entries(WRITES).find(([route]) => isAt(route, path)) ?? [];
  return methods;
}

function isAt(route: string, path: string): boolean {
  const [wanted, given] = [route.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, index) => (part.startsWith("[") ? given[index] !== "" : part === given[index]));
}
