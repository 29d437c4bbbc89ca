/** `npm run bench -- map [PODS…]`: what the map of a large cluster costs on the server and in a browser, and how still it holds. Figures of one machine. */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { inBrowser } from "./map/browser.ts";
import { firstMap } from "./map/firstmap.ts";
import { refreshed } from "./map/refreshed.ts";

const LIMITS = { nodes: 150, edges: 300, kib: 256, cpuMs: 500, px: 0, scriptKib: 350, frames: 3 };
/** The limits are those of so many pods. */
const MEASURED = 5_000;
const REFRESHES = 200;

const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [MEASURED, 20_000];
const folder = mkdtempSync(join(tmpdir(), "whydrop-bench-"));
const over: string[] = [];

function row(what: string, value: number, unit: string, { limit, digits = 0, kept = true }: { readonly limit?: number; readonly digits?: number; readonly kept?: boolean } = {}): void {
  if (limit !== undefined && kept && !(value <= limit)) over.push(`${what}: ${value.toFixed(digits)} ${unit}`);
  console.log(`${what.padEnd(64)}${`${value.toFixed(digits)} ${unit}`.padStart(14)}  ${limit === undefined ? "" : `≤ ${String(limit)}`}`);
}

console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} CPUs, Node ${process.version}`);
try {
  for (const pods of sizes) {
    const kept = pods <= MEASURED;
    console.log(`\n${pods} pods`);
    const first = await firstMap(pods, join(folder, `first-${pods}`));
    row("first map: CPU of the server, judging included", first.cpuMs, "ms", { limit: LIMITS.cpuMs, kept });
    row("the same map once more", first.againMs, "ms");
    row("nodes", first.nodes, "", { limit: LIMITS.nodes });
    row(`edges, of ${first.connections} connections`, first.edges, "", { limit: LIMITS.edges });
    row("its answer, gzip", first.gzipBytes / 1024, "KiB", { limit: LIMITS.kib, digits: 1 });
    row("with as many namespaces open as are drawn: edges", first.openEdges, "", { limit: LIMITS.edges });
    row("its answer, gzip", first.openGzipBytes / 1024, "KiB", { limit: LIMITS.kib, digits: 1 });
    row("first page of the table: CPU of the server", first.tableMs, "ms");

    const still = await refreshed(pods, REFRESHES, join(folder, `refreshed-${pods}`));
    row(`${REFRESHES} refreshes, ${still.changes} objects came or went: surviving nodes`, still.survivors, "");
    row("the furthest that one of them moved", still.movedPx, "px", { limit: LIMITS.px });
    row("the furthest that a namespace's box moved", still.boxMovedPx, "px", { limit: LIMITS.px });
    row("nodes for which no place was left, at most", still.unplaced, "");

    const seen = await inBrowser(pods, join(folder, `browser-${pods}`));
    row("in Chromium: address opened → map drawn", seen.drawnMs, "ms");
    row("scripts of the first load, gzip, without Cytoscape", seen.scriptBytes / 1024, "KiB", { limit: LIMITS.scriptKib, digits: 1 });
    row("Cytoscape, gzip", seen.cytoscapeBytes / 1024, "KiB", { digits: 1 });
    for (const { name, map, empty, limited } of seen.frames) {
      const limit = limited ? { limit: LIMITS.frames } : {};
      row(`frame while panning, ${name}: median`, map.median, "ms", { digits: 1 });
      row("  as a multiple of the empty canvas", map.median / empty.median, "×", { ...limit, digits: 2 });
      row("  95 of 100 frames", map.p95, "ms", { digits: 1 });
      row("  as a multiple of the empty canvas", map.p95 / empty.p95, "×", { ...limit, digits: 2 });
      row(`  the longest of ${map.count}; of the empty canvas ${empty.longest.toFixed(1)} ms`, map.longest, "ms", { digits: 1 });
    }
    for (const { name, drawn } of seen.tables) row(`rows of the table that are in the page, ${name}`, drawn, "");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (over.length > 0) {
  console.error(`over the limit: ${over.join("; ")}`);
  process.exitCode = 1;
}
