/**
 * The entry: `node server/src/main.ts <command>`. Each command is a file in `cli/`; `serve` builds everything that runs
 * (`cli/server.ts`), the others what they need (`cli/house.ts`).
 */
const NEEDED_NODE = 24;

if (Number(process.versions.node.split(".")[0]) < NEEDED_NODE) {
  console.error(
    `Apostil needs Node ${NEEDED_NODE}, this is ${process.versions.node}. Use the project's own: pnpm apostil <command>.`,
  );
  process.exitCode = 1;
} else {
  // Imported only now: what stands behind it needs that Node to be read at all.
  const { runCommand } = await import("./cli/program.ts");
  process.exitCode = await runCommand(process.argv.slice(2));
}
