import { type Command, InvalidArgumentError } from "commander";
import { dropOldHistory, foldAll } from "../engine/retention.ts";
import { readConfiguration } from "./configuration.ts";
import { inHouse } from "./house.ts";
import { say } from "./output.ts";

const DAY_MS = 86_400_000;

/** `compact`: what the server does in its quiet moments, at once; history that is not wanted any more goes. */
export function addCompact(program: Command): void {
  program
    .command("compact")
    .description("pack what is kept; a server may run meanwhile")
    .option("--keep-days <days>", "let the history before that many days go (default: keep it)", days)
    .action(async ({ keepDays }: { readonly keepDays?: number }) => {
      const { data } = readConfiguration(process.env);
      await inHouse(data, async ({ store }) => {
        const folded = await foldAll(store);
        const dropped =
          keepDays === undefined ? 0 : await dropOldHistory(store, Date.now() - keepDays * DAY_MS);
        say(`Packed ${folded} rooms; let the old history of ${dropped} go.`);
      });
    });
}

function days(word: string): number {
  const value = Number(word);
  if (word.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("A number of days, 0 or more.");
  return value;
}
