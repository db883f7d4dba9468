import { join, resolve } from "node:path";
import type { Command } from "commander";
import { DATABASE_FILE } from "../engine/host.ts";
import { backupSqlite, restoreSqlite } from "../store/sqlite/backup.ts";
import { readConfiguration } from "./configuration.ts";
import { say } from "./output.ts";

const database = (): string => join(readConfiguration(process.env).data, DATABASE_FILE);

/** `backup FILE`: everything that is kept, as of one moment, in one file; a server may run meanwhile. */
export function addBackup(program: Command): void {
  program
    .command("backup")
    .description("copy everything that is kept into one file")
    .argument("<file>", "the file to write")
    .action(async (file: string) => {
      await backupSqlite(database(), resolve(file));
      say(`Wrote ${file}.`);
    });
}

/** `restore FILE`: puts a backup in the place of what is kept; no server may run. */
export function addRestore(program: Command): void {
  program
    .command("restore")
    .description("put a backup in the place of what is kept now")
    .argument("<file>", "what `backup` wrote")
    .action(async (file: string) => {
      await restoreSqlite(database(), resolve(file));
      say(`Restored ${file}. Browsers put their own copies of the time after it aside.`);
    });
}
