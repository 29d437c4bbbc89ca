import { expect, test, vi } from "vitest";
import { ViewError } from "./viewerror.ts";

test("what another copy of this class has thrown is one too, and nothing else is", async () => {
  vi.resetModules();
  const { ViewError: Other } = await import("./viewerror.ts");
  expect(Other).not.toBe(ViewError);
  expect(new Other("not_found", "gone")).toBeInstanceOf(ViewError);
  for (const other of [new Error("ViewError"), Object.assign(new Error("no"), { code: "not_found" }), { name: "ViewError", code: "not_found" }, undefined]) expect(other).not.toBeInstanceOf(ViewError);
});
