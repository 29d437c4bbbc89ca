import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,bin,components,lib,scripts,server}/**/*.test.{ts,tsx}"],
    environment: "node",
  },
});
