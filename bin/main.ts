import { EXIT, Failure } from "#server/failure.ts";

const USAGE = `usage: whydrop check FROM TO SOURCE [-o text|json|markdown] [--html FILE]
       whydrop check --queries FILE.jsonl SOURCE -o jsonl
       whydrop check --watched SOURCE
       whydrop snapshot SOURCE [-o yaml|json] > FILE
       whydrop blame FROM TO SOURCE [-o text|json|markdown]
       whydrop lint PATH… [-o text|json]
       whydrop doctor [--data-dir FOLDER]
       whydrop serve [SOURCE…] [--demo [--live] [--scale PODS]]
       whydrop --version
       SOURCE is --manifests PATH… or --context NAME [--kubeconfig FILE]`;

/** Each command is loaded only when it is asked for: a check has no use for the server. */
async function run(command: string | undefined, args: readonly string[]): Promise<number> {
  switch (command) {
    case "check":
      return (await import("./commands/check.ts")).check(args);
    case "blame":
      return (await import("./commands/blame.ts")).blameCommand(args);
    case "lint":
      return (await import("./commands/lint.ts")).lint(args);
    case "snapshot":
      return (await import("./commands/snapshot.ts")).snapshot(args);
    case "doctor":
      return (await import("./commands/doctor.ts")).doctor(args);
    case "serve":
      await (await import("#server/serve/serve.ts")).serve(args);
      return Number(process.exitCode ?? 0);
    case "--version":
      console.log((await import("#server/version.ts")).version);
      return 0;
    case "--help":
    case "-h":
    case "help":
      console.log(USAGE);
      return 0;
    case undefined:
      throw new Failure(EXIT.usage, USAGE);
    default:
      throw new Failure(EXIT.usage, `\`${command}\` is not a command\n${USAGE}`);
  }
}

function complain(error: unknown): number {
  const expected = error instanceof Failure;
  const message = error instanceof Error ? error.message : String(error);
  const lines = expected ? message.split("\n") : [`this is our fault: ${message}`, "please report it with the command that you ran"];
  for (const line of lines) console.error(line.startsWith("usage:") || line.startsWith(" ") ? line : `whydrop: ${line}`);
  return expected ? error.status : EXIT.ours;
}

const [command, ...args] = process.argv.slice(2);
process.exitCode = await run(command, args).catch(complain);
