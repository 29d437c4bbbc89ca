import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ROUTES, accessOf, writesOf } from "./routes.ts";

const root = resolve(import.meta.dirname, "../..");
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => `${file.parentPath}/${file.name}`.slice(resolve(root, folder).length));

/** The addresses that Next makes of files: pages, handlers, and what is made of a file's name (icons, sitemaps). */
const SPECIAL = /\/(?:page|route|default|icon\d*|apple-icon\d*|opengraph-image\d*|twitter-image\d*|sitemap|robots|manifest|favicon)\.\w+$/;
const addresses = [...filesBelow("app").filter((file) => SPECIAL.test(file)).map((file) => file.replace(/\/(?:page|route)\.tsx?$/, "") || "/"), ...filesBelow("public")];

test("S2: every route states its class, and every class has its route", () => {
  expect(addresses).toContain("/c/[cluster]/map");
  expect(Object.keys(ROUTES).filter((route) => route !== "/_next/static/*").sort()).toEqual([...addresses].sort());
});

test("S2: at most six classes are open to everybody", () => {
  const open = Object.entries(ROUTES).filter(([, access]) => access === "open").map(([route]) => route);
  expect(open).toEqual(["/_next/static/*", "/favicon.svg", "/enter", "/livez", "/readyz"]);
});

test.each([
  ["/_next/static/chunks/a.js", "open"],
  ["/favicon.svg", "open"],
  ["/livez", "open"],
  ["/livez/", "entered"],
  ["/livezz", "entered"],
  ["/enter/", "entered"],
  ["/LIVEZ", "entered"],
  ["/_next/staticky", "entered"],
  ["/_next/image", "entered"],
  ["/metrics", "entered"],
  ["/", "entered"],
  ["", "entered"],
  ["/c/a/map", "entered"],
  ["/nobody/thought/of/it", "entered"],
] as const)("%s is %s", (path, access) => expect(accessOf(path)).toBe(access));

test.each([
  ["/api/v1/clusters/shop/snapshots", ["POST"]],
  ["/api/v1/clusters/{cluster}/snapshots", ["POST"]],
  ["/api/v1/clusters/shop/snapshots/preview", ["POST"]],
  ["/api/v1/clusters/shop/map/rearrange", ["POST"]],
  ["/api/v1/clusters/shop/map/undo", ["POST"]],
  ["/api/v1/clusters/shop/map", []],
  ["/api/v1/snapshots/abc", ["DELETE"]],
  ["/api/v1/snapshots", []],
  ["/api/v1/snapshots/", []],
  ["/api/v1/snapshots/a/b", []],
  ["/api/v1/clusters//snapshots", []],
  ["/api/v1/clusters/shop/check", []],
  ["/s/abc", []],
  ["/", []],
] as const)("S35: %s is written by %o", (path, methods) => expect(writesOf(path)).toEqual(methods));
