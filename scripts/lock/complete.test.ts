import { expect, test } from "vitest";
import { completePackages } from "./complete.ts";

const parent = (...names: readonly string[]) => ({ version: "1.0.0", dev: true, optionalDependencies: Object.fromEntries(names.map((name) => [name, "^2.0.1"])) });

test.each([
  { name: "@a/b-linux-riscv64-musl", entry: { os: ["linux"], cpu: ["riscv64"], libc: ["musl"] } },
  { name: "@a/b-linux-arm-gnueabihf", entry: { os: ["linux"], cpu: ["arm"], libc: ["glibc"] } },
  { name: "@a/b-win32-x64-gnu", entry: { os: ["win32"], cpu: ["x64"] } },
  { name: "@a/b-android-arm-eabi", entry: { os: ["android"], cpu: ["arm"] } },
  { name: "@a/b-wasm32-wasi", entry: { cpu: ["wasm32"] } },
])("$name is added for its platform", ({ name, entry }) => {
  const { [`node_modules/${name}`]: added } = completePackages({ "node_modules/b": parent(name) });
  expect(added).toEqual({ version: "2.0.1", dev: true, optional: true, ...entry });
});

test("a package that is installed for its parent, or above it, is not added", () => {
  const packages = {
    "node_modules/b": parent("c-linux-x64"),
    "node_modules/b/node_modules/c-linux-x64": { version: "2.0.1" },
    "node_modules/d/node_modules/e": parent("f-linux-x64"),
    "node_modules/f-linux-x64": { version: "2.0.1" },
  };
  expect(completePackages(packages)).toEqual(packages);
});

test("a missing package that names no platform is an error", () => {
  expect(() => completePackages({ "node_modules/b": parent("c") })).toThrow("`c` is missing");
});

test("download addresses are dropped, the links of a workspace are kept", () => {
  const packages = { a: { resolved: "https://registry.example/a.tgz" }, b: { resolved: "packages/b" } };
  expect(completePackages(packages)).toEqual({ a: {}, b: { resolved: "packages/b" } });
});
