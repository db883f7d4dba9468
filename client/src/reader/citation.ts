import type { Text } from "@apostil/shared/model";

/** How to cite a paragraph: `S/RES/2395 (2017), OP28`; the title stands in for a missing symbol. */
export const citationOf = (text: Pick<Text, "symbol" | "title">, label: string | null): string =>
  label ? `${text.symbol ?? text.title}, ${label}` : (text.symbol ?? text.title);
