import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { finalWord } from "../deploy/containerfile.fixture.ts";
import { canMount, copyForReading, leftBehind, mountedReadOnly, partsOfImage } from "../deploy/tree.fixture.ts";

const USER = String(finalWord("USER")).split(":")[0] ?? "";
const canBecomeUser = process.platform === "linux" && process.getuid?.() === 0;
/** Nobody's: no home, no capability, no way to get one. */
const AS_USER = ["setpriv", `--reuid=${USER}`, `--regid=${USER}`, "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"];

/** Starts the image's file tree as the image would, where its user can write nowhere. */
function startReadOnly(folder: string, volume: string, flags: readonly string[]): ChildProcess {
  const parts = partsOfImage(folder);
  const started = [...AS_USER, ...finalWord("ENTRYPOINT"), "serve", "--demo", "--port", "0", ...flags];
  const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin:/usr/sbin:/sbin`, TMPDIR: join(folder, "nowhere"), NODE_ENV: "production" } as const;
  const mounts = canMount() ? mountedReadOnly(parts, volume) : copyForReading(parts, folder);
  const shell = ["-euc", `${mounts ?? ""}\ncd '${join(folder, "whydrop")}'\nexec "$@"`, "sh", ...started];
  const [command, args] = mounts === undefined ? ["sh", shell] : ["unshare", ["--mount", "--propagation", "private", "sh", ...shell]];
  return spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
}

interface Running {
  readonly address: Promise<string>;
  readonly ended: Promise<number | null>;
  readonly printed: () => string;
}

function listenTo(child: ChildProcess): Running {
  let printed = "";
  const ended = new Promise<number | null>((end) => child.once("close", end));
  const address = new Promise<string>((found, missed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        printed += String(chunk);
        const [, url] = /open (http:\/\/[\d.:]+)/.exec(printed) ?? [];
        if (url !== undefined) found(url);
      });
    }
    void ended.then((status) => missed(new Error(`it ended with ${String(status)}: ${printed}`)));
  });
  return { address, ended, printed: () => printed };
}

if (!canBecomeUser) console.log("the read-only tree is left out: only root on Linux can start it as another user");
else {
  let folder = "";
  /** What the pod has to write to, and nothing else of it. */
  let volume = "";
  test.beforeEach(() => {
    test.setTimeout(180_000);
    folder = mkdtempSync(join(tmpdir(), "whydrop-tree-"));
    volume = mkdtempSync(join(tmpdir(), "whydrop-volume-"));
    chmodSync(folder, 0o755);
    chmodSync(volume, 0o777);
    mkdirSync(join(folder, "nowhere"));
  });
  test.afterEach(() => [folder, volume].forEach((place) => rmSync(place, { recursive: true })));
  const left = (): readonly string[] => leftBehind(folder, Number(USER)).filter((path) => !path.startsWith(`${volume}/`));

  test("the image's tree serves read-only, as its user, with no home and nowhere to write", async ({ request }) => {
    const before = left();
    const child = startReadOnly(folder, volume, []);
    const { address, ended, printed } = listenTo(child);
    try {
      const url = await address;
      expect(await (await request.get(`${url}/readyz`)).text()).toBe("ok\n");
      const page = await request.get(`${url}/c/production/check?from=default/api-client&to=api.stripe.com&port=443`);
      expect(await page.text()).toContain("Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)");
      expect((await request.get(`${url}/c/production/nothing`)).status()).toBe(404);
      expect((await request.get(`${url}/_next/image?url=%2Ffavicon.svg&w=64&q=75`)).status()).toBe(404);
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
      expect(printed()).not.toMatch(/EACCES|EROFS|EPERM|ENOENT|rror/);
      expect(left()).toEqual(before);
    } finally {
      child.kill("SIGKILL");
      await ended;
    }
  });

  test("what is kept stands in the pod's volume, where the next container finds it", async ({ request }) => {
    const before = left();
    let path = "";
    for (const [make, status] of [[true, 201], [false, 200]] as const) {
      const child = startReadOnly(folder, volume, ["--data-dir", volume]);
      const { address, ended, printed } = listenTo(child);
      try {
        const url = await address;
        const response = make ? await request.post(`${url}/api/v1/clusters/production/snapshots`, { data: { from: "default/api-client", to: "dns:api.stripe.com", port: "443" } }) : await request.get(`${url}${path}/file`);
        expect([response.status(), await response.text()]).toEqual([status, expect.stringContaining("no rule allows TCP 443 to 203.0.113.4")]);
        if (make) ({ path } = (await response.json()) as { path: string });
        child.kill("SIGTERM");
        expect(await ended).toBe(0);
        expect(printed()).not.toMatch(/EACCES|EROFS|EPERM|ENOENT|rror/);
      } finally {
        child.kill("SIGKILL");
        await ended;
      }
    }
    expect(readdirSync(volume)).toContain("whydrop.db");
    expect(left()).toEqual(before);
  });
}
