import { spawn } from "node:child_process";

/** The program that opens an address on this machine; `null` where no screen is known of. */
function opener(): readonly string[] | null {
  switch (process.platform) {
    case "darwin":
      return ["open"];
    case "win32":
      return ["cmd", "/c", "start", ""];
    default:
      return process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"] ? ["xdg-open"] : null;
  }
}

/** Opens `address` in a browser if the machine has one. Never fails: the address was printed as well. */
export function openInBrowser(address: string): void {
  const [program, ...before] = opener() ?? [];
  if (program === undefined) return;
  const child = spawn(program, [...before, address], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
