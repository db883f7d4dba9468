import type { Text } from "@apostil/shared/model";

/** Bodies whose resolutions are known by a number. */
export type Body = "council" | "assembly" | "rights" | "social";

/** A resolution's body and number, as its symbol says. */
export type Named = { readonly body: Body; readonly number: string };

const SYMBOLS: readonly (readonly [RegExp, Body])[] = [
  [/^S\/RES\/(\d+ ?\(\d{4}\))$/, "council"],
  [/^A\/RES\/([\d/A-Z]+)$/, "assembly"],
  [/^A\/HRC\/RES\/([\d/]+)$/, "rights"],
  [/^E\/RES\/([\d/]+)$/, "social"],
];

/** What the symbol of a resolution says in words (`S/RES/2395 (2017)`); `null` for any other symbol. */
export function namedBy(symbol: string | null): Named | null {
  for (const [pattern, body] of SYMBOLS) {
    const number = pattern.exec(symbol ?? "")?.[1];
    if (number) return { body, number };
  }
  return null;
}

/** How to cite a paragraph: `S/RES/2395 (2017), OP28`; the title stands in for a missing symbol. */
export const citationOf = (text: Pick<Text, "symbol" | "title">, label: string | null): string =>
  label ? `${text.symbol ?? text.title}, ${label}` : (text.symbol ?? text.title);
