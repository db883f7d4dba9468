/**
 * The entry: `node server/src/main.ts <command>`. Each command is a file in `cli/`; `serve` builds everything that runs
 * (`cli/server.ts`), the others what they need (`cli/house.ts`).
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

const NEEDED_NODE = 24;

/** Where Node keeps what it made of our files: the next start is faster and 40 MB smaller. Threads read it here, too. */
const COMPILED = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));

if (Number(process.versions.node.split(".")[0]) < NEEDED_NODE) {
  console.error(
    `Apostil needs Node ${NEEDED_NODE}, this is ${process.versions.node}. Use the project's own: pnpm apostil <command>.`,
  );
  process.exitCode = 1;
} else {
  process.env["NODE_COMPILE_CACHE"] ??= COMPILED;
  enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
  // Imported only now: what stands behind it needs that Node to be read at all.
  const { runCommand } = await import("./cli/program.ts");
  process.exitCode = await runCommand(process.argv.slice(2));
}
