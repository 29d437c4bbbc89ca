import { expect, test } from "vitest";
import { serve } from "./serve.ts";

test.each([
  { name: "nothing to serve", args: [], status: 64, message: "nothing to serve" },
  { name: "a flag that does not exist", args: ["--demmo"], status: 64, message: "'--demmo'" },
  { name: "a path that does not exist", args: ["--demo", "--manifests", "does-not-exist"], status: 65, message: "does-not-exist`" },
  { name: "an address others can reach", args: ["--demo", "--listen", "0.0.0.0"], status: 78, message: "`0.0.0.0`" },
  { name: "no address", args: ["--demo", "--listen="], status: 78, message: "``" },
  { name: "a port that is none", args: ["--demo", "--port", "99999"], status: 78, message: "`99999`" },
  { name: "probes on no port", args: ["--demo", "--health-listen", "0.0.0.0"], status: 78, message: "`0.0.0.0`" },
  { name: "links to nowhere", args: ["--demo", "--public-url", "javascript:alert(1)"], status: 78, message: "`javascript:alert(1)`" },
  { name: "an engine nobody knows", args: ["--demo", "--engine", "weave"], status: 78, message: "`weave`" },
])("refused before anything is built or bound: $name", async ({ args, status, message }) => {
  await expect(serve(args)).rejects.toThrow(expect.objectContaining({ status, message: expect.stringContaining(message) as string }));
});
