// The entry for any Node: JavaScript that an old one can read. A Node that is too old hands over to the one that was
// installed with the project; without that it says what is missing.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const NEEDED_NODE = 24;
const major = Number(process.versions.node.split(".")[0]);
const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const own = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

if (major >= NEEDED_NODE) {
  await import("./main.ts");
} else if (existsSync(own)) {
  const child = spawn(own, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends Ctrl-C to both; what only we are told goes on to it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128 + (signal === "SIGKILL" ? 9 : 15));
  });
} else {
  console.error(
    `Apostil needs Node ${NEEDED_NODE} or newer; this is Node ${process.versions.node}.\n` +
      "Run `npx -y pnpm@12.21.0 install` in the project's folder: it brings a Node of its own.",
  );
  process.exitCode = 1;
}
