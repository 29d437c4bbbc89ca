import { spawn } from "node:child_process";

/** Shows the page where there is a screen; says nothing where that fails, the address is printed anyway. */
export function openBrowser(address: string): void {
  const command = opener();
  if (command === undefined) return;
  spawn(command, [address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

function opener(): string | undefined {
  if (process.platform === "darwin") return "open";
  return process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"] ? "xdg-open" : undefined;
}
