import type { Text } from "@apostil/shared/model";
import { words } from "./words.ts";

/** Symbols of resolutions that are known by body and number, and how they are called. */
const KNOWN: readonly (readonly [RegExp, keyof typeof words.reader.titles])[] = [
  [/^S\/RES\/(\d+ ?\(\d{4}\))$/, "council"],
  [/^A\/RES\/([\d/A-Z]+)$/, "assembly"],
  [/^A\/HRC\/RES\/([\d/]+)$/, "rights"],
  [/^E\/RES\/([\d/]+)$/, "social"],
];

/**
 * What a text is called on every screen: a resolution by body and number, whatever the press release around it is
 * headed with; anything else by its own title.
 */
export function textTitle({ symbol, title }: Pick<Text, "symbol" | "title">): string {
  for (const [pattern, body] of KNOWN) {
    const number = pattern.exec(symbol ?? "")?.[1];
    if (number) return words.reader.titles[body](number);
  }
  return title;
}
