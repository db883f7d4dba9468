import { Problem } from "@apostil/shared/model";
import { Command, CommanderError } from "commander";
import { StoreError } from "../store/store.ts";
import { addBackup, addRestore } from "./backup.ts";
import { addCompact } from "./compact.ts";
import { ConfigurationError } from "./configuration.ts";
import { DataFolderError } from "./data-folder.ts";
import { addExport } from "./export.ts";
import { addImport } from "./import.ts";
import { say } from "./output.ts";
import { addParse } from "./parse.ts";
import { addServe } from "./serve.ts";
import { addToken } from "./token.ts";

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** What a process exits with. */
export type ExitCode = typeof DONE | typeof FAILED | typeof WRONG_USAGE;

/** Runs one command and says how it went; what went wrong stands on stderr. */
export async function runCommand(words: readonly string[]): Promise<ExitCode> {
  const program = new Command("apostil")
    .description("Read official texts together, paragraph by paragraph")
    .showHelpAfterError("(--help says what there is)");
  for (const add of [addServe, addParse, addImport, addExport, addToken, addBackup, addRestore, addCompact])
    add(program);
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync([...words], { from: "user" });
    return DONE;
  } catch (error) {
    // Commander has said what is wrong, or printed the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    // Whoever reads our output has seen enough of it (`… | head`).
    if (codeOf(error) === "EPIPE") return DONE;
    say(sentenceOf(error));
    return error instanceof ConfigurationError ? WRONG_USAGE : FAILED;
  }
}

/** Errors whose words are meant for people. */
const TOLD_AS_THEY_ARE = [Problem, StoreError, ConfigurationError, DataFolderError] as const;

/** What a person needs to know of an error; a fault of ours is told whole. */
function sentenceOf(error: unknown): string {
  if (TOLD_AS_THEY_ARE.some((kind) => error instanceof kind)) return (error as Error).message;
  if (!(error instanceof Error)) return String(error);
  const path = "path" in error ? String(error.path) : "";
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return "Another program already listens on this port. Stop it, or choose another by PORT.";
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return "This machine has no such address. Choose another by HOST.";
    case "ENOENT":
      return `There is no file ${path}.`;
    case "EACCES":
    case "EPERM":
      return path
        ? `${path} may not be read or written by this account.`
        : "This account may not do that here.";
    case "EISDIR":
      return "This is a folder, not a file.";
    default:
      return error.stack ?? error.message;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);
