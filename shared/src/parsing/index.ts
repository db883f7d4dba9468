import type { ParsedText } from "../model/index.ts";
import type { Block } from "./block.ts";
import { findDates } from "./dates.ts";
import { dateOf, kindOf, symbolOf } from "./identity.ts";
import { idGiver } from "./labels.ts";
import { languageOf } from "./language.ts";
import { readPlainText } from "./plain-text.ts";
import { findReferences, type ReferenceContext, resolutionYears } from "./references.ts";
import { structureOf } from "./structure.ts";

export type { Block, Reader } from "./block.ts";
export { type Suggestion, suggestThemes } from "./suggestions.ts";

/**
 * Splits a plain text into title and paragraphs with kinds, labels, references and dates. Never throws, takes time in
 * proportion to the length, and keeps every character that is no space, in order: in the title, a label, a paragraph or
 * `omitted`.
 * @param options.name the file's name: the title of a text that has none of its own
 */
export function parseText(source: string, options: { readonly name?: string } = {}): ParsedText {
  return parseBlocks(readPlainText(source), options);
}

/** As {@link parseText}, for what the reader of any format gave. */
export function parseBlocks(blocks: readonly Block[], options: { readonly name?: string } = {}): ParsedText {
  const structure = structureOf(blocks);
  const texts = structure.parts.map((part) => part.text);
  const context: ReferenceContext = { organ: structure.organ, years: resolutionYears(texts) };
  const symbol = symbolOf(structure, context);
  const giveId = idGiver();
  return {
    title: structure.title ?? withoutExtension(options.name ?? ""),
    symbol,
    date: dateOf(structure),
    language: languageOf([structure.title ?? "", ...texts]),
    kind: kindOf(structure, symbol),
    paragraphs: structure.parts.map((part) => ({
      id: giveId(part.label, part.kind),
      ...part,
      references: findReferences(part.text, context),
      dates: findDates(part.text),
    })),
    omitted: structure.omitted,
  };
}

const withoutExtension = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/i, "").trim();
