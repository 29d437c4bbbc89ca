import { describe, expect, test } from "vitest";
import { differenceText, differencesOf } from "./differences.ts";
import { blocked, connection, graphOf, workload } from "#lib/map/graph.fixture.ts";

const WEB = workload("a/deploy/web");
const DB = workload("b/sts/db");
const STRIPE = workload("dns:api.stripe.com");
const told = (...both: Parameters<typeof differencesOf>): readonly string[] => differencesOf(...both).connections.map((one) => `${one.id}: ${differenceText(one)}`);

const open = (target: string) => connection("a/deploy/web", target, { code: "OPEN" });
const then = graphOf([WEB, DB, STRIPE], [open("dns:api.stripe.com"), open("b/sts/db")]);

test.each([
  { name: "nothing differs", now: then, is: [] },
  { name: "a verdict", now: graphOf([WEB, DB, STRIPE], [blocked("a/deploy/web", "dns:api.stripe.com"), open("b/sts/db")]), is: ["a/deploy/web~dns:api.stripe.com~443-tcp: Open → Blocked by default deny"] },
  { name: "the same verdict for another reason", now: graphOf([WEB, DB, STRIPE], [connection("a/deploy/web", "dns:api.stripe.com"), open("b/sts/db")]), is: ["a/deploy/web~dns:api.stripe.com~443-tcp: Open → Allowed"] },
  { name: "a connection that is not declared any more", now: graphOf([WEB, STRIPE], [open("dns:api.stripe.com")]), is: ["a/deploy/web~b/sts/db~443-tcp: Open → Not declared any more"] },
])("$name", ({ now, is }) => expect(told(then, now)).toEqual(is));

test("a connection that was not declared", () => expect(told(graphOf([WEB], []), then)).toEqual(["a/deploy/web~dns:api.stripe.com~443-tcp: Not declared → Open", "a/deploy/web~b/sts/db~443-tcp: Not declared → Open"]));

describe("what is drawn", () => {
  const { graph } = differencesOf(then, graphOf([WEB], [blocked("a/deploy/web", "dns:api.stripe.com")]));
  test("are the ends alone, also those that are gone", () => {
    expect(graph.nodes.map(({ id }) => id)).toEqual(["a/deploy/web", "b/sts/db", "dns:api.stripe.com"]);
    expect(differencesOf(then, graphOf([WEB, DB, STRIPE], [blocked("a/deploy/web", "dns:api.stripe.com"), open("b/sts/db")])).graph.nodes.map(({ id }) => id)).toEqual(["a/deploy/web", "dns:api.stripe.com"]);
  });
  test("with what was in words", () => expect(graph.connections.map(({ reason, stop }) => [reason, stop])).toEqual([["Open → Blocked by default deny", "was Open"], ["Open → Not declared any more", ""]]));
  test("in the namespaces that they stand in", () => expect(graph.namespaces.map(({ name }) => name)).toEqual(["a", "b"]));
});
