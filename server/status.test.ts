import { expect, test } from "vitest";
import { openApi } from "#lib/api/openapi.ts";
import { STATUS } from "./status.ts";

type Operation = Readonly<Record<"responses", object>>;

test("the description of the API names every status of an error, for every operation that may have it", () => {
  const { paths } = openApi("1.2.3") as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  const ofBodies = new Set([STATUS.too_large, STATUS.not_json].map(String));
  const statuses = Object.values(STATUS).map(String);
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { responses }]) => ({ name: `${method} ${path}`, has: Object.keys(responses), writes: method !== "get" })));
  expect(operations.flatMap(({ name, has, writes }) => statuses.filter((status) => (writes || !ofBodies.has(status)) && !has.includes(status)).map((status) => `${name}: ${status}`))).toEqual([]);
});
