/** `npm run bench -- judge [PODS…]`: what reading a generated cluster and judging its declared connections cost. CPU of this process; compare those of one run. */
import { cpus } from "node:os";
import { contextOf } from "#lib/check/context.ts";
import { companyOf } from "#lib/company/company.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { generatedSnapshot } from "#server/clusters/generated.ts";

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 5_000, 20_000];

/** @returns milliseconds of CPU */
function cpuOf<T>(work: () => T): { readonly result: T; readonly took: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, took: (user + system) / 1_000 };
}

console.log(`${cpus()[0]?.model ?? "?"}, ${String(cpus().length)} CPUs, Node ${process.version}
${["pods", "objects", "made, ms", "read, ms", "connections", "judged, ms", "ms each"].map((word) => word.padStart(12)).join("")}`);
for (const pods of sizes) {
  const { result: objects, took: made } = cpuOf(() => companyOf(pods));
  const { result: context, took: read } = cpuOf(() => contextOf(generatedSnapshot(pods)));
  const { result: judged, took } = cpuOf(() => judgeDeclared(context));
  console.log([pods, objects.length, made.toFixed(0), (read - made).toFixed(0), judged.length, took.toFixed(0), (took / judged.length).toFixed(3)].map((value) => String(value).padStart(12)).join(""));
}
