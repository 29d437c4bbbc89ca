import fc from "fast-check";
import { expect, test } from "vitest";
import type { Context } from "#lib/check/context.ts";
import { asking, cluster, contextFrom } from "#lib/check/fixture.ts";
import * as calico from "#lib/check/calico.random.fixture.ts";
import { objectsOf } from "#lib/history/objects.ts";
import { contextOfObjects } from "#lib/history/rebuilt.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { openDatabase } from "../store/open.ts";
import { emptyStore } from "../store/stores.fixture.ts";
import { systemTime } from "../systemtime.ts";
import { takePast } from "./folder/take.ts";
import { History } from "./history.ts";

/** A walk through states of one random cluster: each has some of its documents. */
const walks = calico.situations.chain(([raw, calls]) => {
  const documents = calico.everyDocument(raw);
  return fc.record({ calls: fc.constant(calls), raw: fc.constant(raw), states: fc.array(fc.subarray([...documents]), { minLength: 2, maxLength: 6 }) });
});

test("of random histories every state is found again as it was, between any two, and what changed is the difference between neighbours", async () => {
  const wish = await emptyStore("sqlite");
  let walk = 0;
  await fc.assert(fc.asyncProperty(walks, async ({ states, raw, calls }) => {
    walk += 1;
    const database = openDatabase(wish);
    const name = `c${walk}`;
    const history = new History(database, name, () => 1_000_000);
    const contexts = states.map((documents) => contextFrom(cluster(...documents)));
    await takePast(contexts.map((context, number) => ({ at: 1_000 * (number + 1), context, author: {} })), { database, cluster: name, id: "c", judge: judgeDeclared, time: systemTime });
    const id = (end: (typeof calls)[number]["from"]): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : "node" in end ? `node:${end.node}` : `ip:${end.ip}`);
    const verdicts = (context: Context): readonly string[] => calls.map(({ from, to, port, protocol }) => {
      const answered = asking(context, id(from), `${"namespace" in to || "node" in to ? id(to) : `[${to.ip}]`}:${port}/${protocol}`);
      return `${answered.folded.verdict} ${answered.code}`;
    });
    for (const [number, context] of contexts.entries()) {
      const at = 1_000 * (number + 1) + (number % 2 === 0 ? 0 : 999);
      const then = await history.stateAt({ from: 1_000 * (number + 1), until: Math.min(at, 1_000 * contexts.length) });
      expect(new Map([...then].toSorted())).toEqual(new Map([...objectsOf(context, "c")].toSorted()));
      expect(verdicts(contextOfObjects(then))).toEqual(verdicts(context));
    }
    for (const { at, changes } of await history.revisions(0, 1_000_000, 100)) {
      const [before, after] = [await history.stateAt({ from: at - 1, until: at - 1 }), await history.stateAt({ from: at, until: at })];
      for (const { object, before: was, after: is } of changes) expect([before.get(object), after.get(object)]).toEqual([was, is]);
      const different = [...new Set([...before.keys(), ...after.keys()])].filter((object) => JSON.stringify(before.get(object)) !== JSON.stringify(after.get(object)));
      expect(changes.map(({ object }) => object)).toEqual(different.toSorted());
    }
    await database.close();
  }), { numRuns: 25 });
});
