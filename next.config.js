/** Pages for those who work on it: `page.dev.tsx`. What is built has none of them. */
const ours = process.env.NODE_ENV === "development" ? ["dev.tsx"] : [];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  agentRules: false,
  reactStrictMode: true,
  pageExtensions: ["tsx", "ts", ...ours],
  // Nothing is written while it serves: the tree may be read-only.
  images: { unoptimized: true, maximumDiskCacheSize: 0 },
  experimental: { isrFlushToDisk: false },
  // `npm run check` compiles everything, tests included; a demo must not fail to start because of one.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@kubernetes/client-node", "@resvg/resvg-js", "pg", "prom-client", "undici", "yaml"],
};
