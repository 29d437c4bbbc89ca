import { expect, test } from "vitest";
import { Schedule } from "./schedule.fixture.ts";

/** `WHYDROP_SCHEDULES=10000 npm test -- unit server/kubernetes/schedules` runs more of them; `WHYDROP_SEED` begins elsewhere. */
const schedules = Number(process.env["WHYDROP_SCHEDULES"] ?? 200);
const first = Number(process.env["WHYDROP_SEED"] ?? 1);

test(`${schedules} schedules of changes and faults end with the server's state, and tell nothing untrue on the way`, { timeout: 2_000 * Math.max(120, schedules) }, async () => {
  let events = 0;
  let decided = 0;
  for (let seed = first; seed < first + schedules; seed++) {
    const ran = await new Schedule(seed).run(40).catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
    events += ran.events;
    decided += ran.decided;
  }
  console.log(`${schedules} schedules, ${events} changes, a verdict in ${decided} of ${schedules * 41} looks`);
  // Saying nothing at all would be honest, and useless.
  expect(decided / (schedules * 41)).toBeGreaterThan(0.4);
});
