import { EXIT, Failure } from "#server/failure.ts";

const usage = "usage: whydrop serve --demo | --manifests PATH…   whydrop --version";

async function run(command: string | undefined, args: readonly string[]): Promise<void> {
  switch (command) {
    case "serve":
      return (await import("#server/serve/serve.ts")).serve(args);
    case "--version":
      return console.log((await import("#server/version.ts")).version);
    case undefined:
    default:
      throw new Failure(EXIT.usage, usage);
  }
}

function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  for (const line of message.split("\n")) console.error(`whydrop: ${line}`);
  process.exitCode = error instanceof Failure ? error.status : EXIT.ours;
}

const [command, ...args] = process.argv.slice(2);
run(command, args).catch(report);
