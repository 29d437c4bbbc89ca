import { expect, test } from "vitest";
import { START } from "#lib/url/state.ts";
import { inView } from "./inview.ts";

const ends = { from: "default/deploy/api", to: "dns:api.stripe.com", port: "443", proto: "tcp" };

test.each([
  { name: "a connection of the map", path: "/c/prod/map", state: { sel: "default/deploy/api~dns:api.stripe.com~443-tcp" }, seen: { page: "map", near: "default/deploy/api", ends } },
  { name: "a workload of the map", path: "/c/prod/map", state: { sel: "default/deploy/api" }, seen: { page: "map", near: "default/deploy/api", ends: undefined } },
  { name: "a destination of the map calls nobody", path: "/c/prod/map", state: { sel: "dns:api.stripe.com" }, seen: { page: "map", near: undefined, ends: undefined } },
  { name: "a workload's page", path: "/c/prod/ns/default/deploy/api", state: {}, seen: { page: "other", near: "default/deploy/api", ends: undefined } },
  { name: "a check", path: "/c/prod/check", state: ends, seen: { page: "check", near: "default/deploy/api", ends } },
  { name: "a check that lacks something", path: "/c/prod/check", state: { from: "default/deploy/api" }, seen: { page: "check", near: "default/deploy/api", ends: undefined } },
  { name: "anything else", path: "/c/prod/policies/default/deny", state: {}, seen: { page: "other", near: undefined, ends: undefined } },
])("$name", ({ path, state, seen }) => expect(inView(path, { ...START, ...state })).toEqual(seen));
