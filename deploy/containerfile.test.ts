import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { inputs } from "#server/serve/stamp.ts";
import manifest from "../package.json" with { type: "json" };
import { copied, finalWord, instructions, removed, stage, stages } from "./containerfile.fixture.ts";
import { INSTALLATIONS, at, rendered, the } from "./rendered.fixture.ts";

const root = resolve(import.meta.dirname, "..");

test("the build gets everything that a build is made of, and nothing that is not there", () => {
  const sources = copied(stage("build"));
  expect(inputs.filter((input) => existsSync(join(root, input)) && !sources.includes(input))).toEqual([]);
  expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
});

test("nothing of the checkout is copied as a whole, so nothing that lies about in it", () => {
  expect(stages().flatMap(copied).filter((source) => source === "." || source.includes("*"))).toEqual([]);
});

test("the context holds what is copied, and no more", () => {
  const lines = readFileSync(join(root, ".containerignore"), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const allowed = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  expect([lines[0], new Set(allowed)]).toEqual(["*", new Set(stages().flatMap(copied))]);
});

test("the base is named once, by a tag that a digest can replace, on no registry of ours", () => {
  expect(instructions().filter(({ word }) => word === "ARG")).toEqual([{ word: "ARG", rest: "NODE=node:24-slim" }]);
  expect(instructions().filter(({ word }) => word === "FROM").map(({ rest }) => rest)).toEqual(["${NODE} AS build", "${NODE} AS packages", "${NODE}"]);
});

test("packages are those of the lock file; of the development's none is left, nor is what only builds or browses", () => {
  const runs = stage("packages").instructions.filter(({ word }) => word === "RUN").map(({ rest }) => rest);
  expect(runs[0]).toBe("npm ci --omit=dev");
  expect(removed(stage("packages")).every((path) => path.startsWith("node_modules/"))).toBe(true);
});

test("the image runs as the pod's user, and starts Node without a shell", () => {
  const user = String(at(the("Deployment", rendered(INSTALLATIONS[0].folder)), "spec.template.spec.securityContext.runAsUser"));
  expect([finalWord("USER"), finalWord("ENTRYPOINT"), finalWord("CMD")]).toEqual([`${user}:${user}`, ["node", "--disable-warning=ExperimentalWarning", "bin/main.ts"], ["serve"]]);
});

test("the manifests ask for the version of this checkout", () => {
  for (const { folder } of INSTALLATIONS) {
    const [container] = at(the("Deployment", rendered(folder)), "spec.template.spec.containers") as readonly { readonly image: string }[];
    expect(container?.image).toBe(`whydrop:${manifest.version}`);
  }
});
