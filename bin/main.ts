import { readFileSync } from "node:fs";
import { EXIT, Refusal } from "#server/refusal.ts";

const usage = "usage: whydrop serve --demo | --manifests PATH…   whydrop --version";

async function run(command: string | undefined, args: readonly string[]): Promise<void> {
  switch (command) {
    case "serve":
      return (await import("#server/serve/serve.ts")).serve(args);
    case "--version":
      return console.log(version());
    case undefined:
    default:
      throw new Refusal(EXIT.usage, usage);
  }
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string };
  return manifest.version;
}

function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  for (const line of message.split("\n")) console.error(`whydrop: ${line}`);
  process.exitCode = error instanceof Refusal ? error.status : EXIT.ours;
}

const [command, ...args] = process.argv.slice(2);
run(command, args).catch(report);
