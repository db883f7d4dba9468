import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Paragraph, ParsedText } from "@apostil/shared/model";
import { parseText } from "@apostil/shared/parsing";
import type { Command } from "commander";
import { decodeSource, MAX_TEXT_BYTES } from "../texts/source.ts";
import { print } from "./output.ts";

/** Characters of a paragraph in the outline: fits a line with its label. */
const OUTLINE_CHARACTERS = 84;

/** `parse FILE [--json]`: how a file would be split. Needs no data folder. */
export function addParse(program: Command): void {
  program
    .command("parse")
    .description("show how a file is split into paragraphs")
    .argument("<file>", "plain text in UTF-8")
    .option("--json", "everything that was found, as JSON")
    .action(async (path: string, { json }: { json?: true }) => {
      const file = { name: basename(path), type: "text/plain", bytes: await readFile(path) };
      const text = parseText(decodeSource(file, MAX_TEXT_BYTES), { name: file.name });
      print(json ? `${JSON.stringify(text, null, 2)}\n` : outlineOf(text));
    });
}

function outlineOf(text: ParsedText): string {
  const facts = [text.symbol, text.date, text.kind, text.language].filter((fact) => fact !== null);
  const head = [text.title, facts.join(" · "), countsOf(text.paragraphs), ""];
  return `${[...head, ...text.paragraphs.map(lineOf)].join("\n")}\n`;
}

function countsOf(paragraphs: readonly Paragraph[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of paragraphs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}

function lineOf({ id, label, level, text }: Paragraph): string {
  const words = text.replace(/\s+/g, " ");
  const short = words.length > OUTLINE_CHARACTERS ? `${words.slice(0, OUTLINE_CHARACTERS - 1)}…` : words;
  return `${"  ".repeat(level)}${(label ?? id).padEnd(8)} ${short}`;
}
