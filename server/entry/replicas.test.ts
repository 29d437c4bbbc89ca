import { expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { emptyStore, opened } from "../store/stores.fixture.ts";
import { StoreFault, type Database } from "../store/database.ts";
import { Gate } from "./gate.ts";
import { shareSessions } from "./replicas.ts";

function session(gate: Gate): string {
  const attempt = gate.attempt(gate.code);
  if (attempt.kind !== "entered") throw new Error(attempt.kind);
  return attempt.session;
}

test("sessions are those of all replicas that share a database and its address", async () => {
  const wish = await emptyStore("postgresql");
  const gates = [new Gate(), new Gate(), new Gate()] as const;
  const addresses = [wish.databaseUrl ?? "", wish.databaseUrl ?? "", "postgresql://another-password@here/there"];
  await Promise.all(gates.map((gate, index) => shareSessions(gate, opened(wish), addresses[index] ?? "", new VirtualTime())));
  const [here, there, guesser] = gates;
  expect(there.knows(session(here))).toBe(true);
  expect(there.knows(session(guesser))).toBe(false);
});

test("a database that cannot be reached at first is asked again", async () => {
  const store = opened(await emptyStore("sqlite"));
  let failures = 3;
  const flaky: Database = { ...store, kind: store.kind, durable: true, query: (sql, ...values) => (failures-- > 0 ? Promise.reject(new StoreFault("absent")) : store.query(sql, ...values)), transaction: (work) => store.transaction(work), close: () => store.close() };
  const time = new VirtualTime();
  const [here, there] = [new Gate(), new Gate()];
  const sharing = Promise.all([here, there].map((gate) => shareSessions(gate, flaky, "postgresql://w@db/whydrop", time)));
  await time.advance(60_000);
  await sharing;
  expect(there.knows(session(here))).toBe(true);
});
