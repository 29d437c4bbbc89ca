import { defineConfig, devices } from "@playwright/test";

/** Set by `scripts/test/browser.ts`, which also finds the browser and makes the build. */
function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: run the browser tests with \`npm test -- e2e\``);
  return value;
}

const address = `http://127.0.0.1:${required("WHYDROP_E2E_PORT")}`;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  workers: 2,
  forbidOnly: true,
  use: {
    ...devices["Desktop Chrome"],
    baseURL: address,
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: required("CHROMIUM"),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    command: `bin/whydrop serve --demo --manifests '${required("WHYDROP_E2E_DIR")}' --port ${required("WHYDROP_E2E_PORT")}`,
    url: `${address}/readyz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});
