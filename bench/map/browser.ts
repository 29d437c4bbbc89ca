import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Browser, type Page, chromium } from "@playwright/test";
import { companyName } from "#lib/company/company.ts";
import { mapSchema } from "#lib/api/map.ts";
import { API } from "#lib/api/routes.ts";
import { mapPath } from "#lib/url/paths.ts";
import { ensureBuild } from "#server/serve/build.ts";
import { freePort, startDashboard, statusOf } from "../../e2e/dashboard.ts";
import { requireChromium } from "../../scripts/test/chromium.ts";
import { type Frames, pan } from "./frames.ts";

export interface InBrowser {
  readonly drawnMs: number;
  readonly scriptBytes: number;
  readonly cytoscapeBytes: number;
  readonly frames: readonly { readonly name: string; readonly limited: boolean; readonly map: Frames; readonly empty: Frames }[];
  readonly tables: readonly { readonly name: string; readonly drawn: number }[];
}

const WINDOW = { width: 1440, height: 900 };
const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];
const UNLIMITED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];
const CYTOSCAPE = "__________cytoscape_container";

/** The dashboard of a production build, with a generated cluster, in a real Chromium. */
export async function inBrowser(pods: number, folder: string): Promise<InBrowser> {
  const root = join(import.meta.dirname, "..", "..");
  await ensureBuild({ root, say: console.log, signal: new AbortController().signal });
  const port = await freePort();
  const dashboard = startDashboard({ args: ["--demo", "--scale", String(pods), "--data-dir", folder], port });
  try {
    while ((await statusOf(dashboard, "/readyz")) !== 200) await pause(200);
    const id = companyName(pods);
    // As many lines as there may be: those of all namespaces that are drawn.
    const map = mapSchema.parse(await (await fetch(`${dashboard.address}${API}/clusters/${id}/map`)).json());
    const all = map.boxes.map(({ namespace }) => namespace);
    const address = (view: "graph" | "table", open: readonly string[] = []): string => dashboard.address + mapPath(id, { view, open });
    const executablePath = await requireChromium();
    const limited = await chromium.launch({ executablePath, args: ARGS });
    // Once before, so that nothing is compiled or made for the first time: what that takes is measured by itself.
    const { page } = await opened(limited, address("graph"));
    await page.close();
    const first = await opened(limited, address("graph"));
    const full = await opened(limited, address("graph", all));
    const frames = [
      { name: "as fast as the screen", limited: true, map: await pan(first.page), empty: await panEmpty(limited, first.page) },
      { name: "most lines, as fast as the screen", limited: true, map: await pan(full.page), empty: await panEmpty(limited, full.page) },
    ];
    const tables = await tableRows(limited, address("table"));
    await limited.close();
    const unlimited = await chromium.launch({ executablePath, args: [...ARGS, ...UNLIMITED] });
    const free = await opened(unlimited, address("graph"));
    frames.push({ name: "as fast as it can", limited: false, map: await pan(free.page), empty: await panEmpty(unlimited, free.page) });
    await unlimited.close();
    return { ...sizesOf(first.scripts), drawnMs: first.drawnMs, frames, tables };
  } finally {
    dashboard.child.kill("SIGTERM");
    await dashboard.exit;
  }
}

async function opened(browser: Browser, address: string): Promise<{ readonly page: Page; readonly scripts: readonly Buffer[]; readonly drawnMs: number }> {
  const page = await browser.newPage({ viewport: WINDOW });
  const loading: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") loading.push(response.body());
  });
  const started = performance.now();
  await page.goto(address);
  await page.locator("[data-testid=map][data-ready=true]").waitFor();
  return { page, drawnMs: performance.now() - started, scripts: await Promise.all(loading) };
}

function sizesOf(scripts: readonly Buffer[]): Pick<InBrowser, "scriptBytes" | "cytoscapeBytes"> {
  const size = (of: readonly Buffer[]): number => of.reduce((sum, script) => sum + gzipSync(script).length, 0);
  const isCytoscape = (script: Buffer): boolean => script.includes(CYTOSCAPE);
  return { scriptBytes: size(scripts.filter((script) => !isCytoscape(script))), cytoscapeBytes: size(scripts.filter(isCytoscape)) };
}

/** The same panning over a canvas on which nothing is drawn but cleared. @param like the page whose map it is as large as */
async function panEmpty(browser: Browser, like: Page): Promise<Frames> {
  const box = await like.getByTestId("map").boundingBox();
  if (box === null) throw new Error("there is no map");
  const page = await browser.newPage({ viewport: WINDOW });
  await page.setContent(`<style>body { margin: 0 } canvas { position: absolute; left: ${String(box.x)}px; top: ${String(box.y)}px }</style><canvas data-testid="map" width="${String(box.width)}" height="${String(box.height)}"></canvas>`);
  await page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    const pen = canvas?.getContext("2d");
    addEventListener("pointermove", () => requestAnimationFrame(() => pen?.clearRect(0, 0, canvas?.width ?? 0, canvas?.height ?? 0)));
  });
  const frames = await pan(page);
  await page.close();
  return frames;
}

/** How many rows are drawn at once, however far it is scrolled. */
async function tableRows(browser: Browser, address: string): Promise<InBrowser["tables"]> {
  const page = await browser.newPage({ viewport: WINDOW });
  await page.goto(address);
  const grid = page.getByRole("grid");
  await grid.locator("[data-row][tabindex]").first().waitFor();
  const total = Number(await grid.getAttribute("aria-rowcount")) - 1;
  let most = 0;
  for (let step = 0; step < 40; step += 1) {
    most = Math.max(most, await grid.locator("[data-row]").count());
    await grid.evaluate((table) => table.parentElement?.scrollBy(0, 2_000));
    await pause(50);
  }
  await page.close();
  return [{ name: `of ${String(total)}`, drawn: most }];
}
