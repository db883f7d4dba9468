import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "commander";
import { readConfiguration } from "./configuration.ts";
import { inHouse } from "./house.ts";
import { print, say } from "./output.ts";

/** `import FILE [--id ID]`: the last line on stdout is the text's id. */
export function addImport(program: Command): void {
  program
    .command("import")
    .description("add a text to the library")
    .argument("<file>", "plain text in UTF-8, or a JSON export")
    .option("--id <id>", "its id; made of its symbol or title otherwise")
    .action(async (path: string, { id }: { id?: string }) => {
      const { data } = readConfiguration(process.env);
      const file = { name: basename(path), type: "", bytes: await readFile(path), id };
      await inHouse(data, async ({ texts }) => {
        await texts.ensureBundled();
        const text = await texts.importFile(file, null);
        say(`Imported "${text.title}": ${text.paragraphs.length} paragraphs.`);
        print(`${text.id}\n`);
      });
    });
}
