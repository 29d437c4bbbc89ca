import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apiserver,app,bin,components,deploy,lib,scenarios,scripts,server}/**/*.test.{ts,tsx}"],
    environment: "node",
    globalSetup: "scripts/test/setup.ts",
    setupFiles: ["scripts/test/seed.ts"],
    // A limit for what hangs, not for what is slow on a busy machine.
    testTimeout: 120_000,
    // A database that a suite starts first is not hanging either.
    hookTimeout: 120_000,
    // What a scenario is expected to say changes only where somebody asks for it, with -u.
    update: "none",
  },
});
