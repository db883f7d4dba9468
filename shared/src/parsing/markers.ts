/** A style of numbering sub-paragraphs: `(a)`, `(i)`, `(1)`. */
export type Style = "letter" | "roman" | "digit";
/** Where the numbering stands at one level. */
export type Rung = { readonly style: Style; readonly value: number };

/** Deepest level of sub-paragraphs that is told apart: OP9(a)(i)(1). */
const DEEPEST = 3;

const NUMBER = /^(\d{1,3})[.．]\s*(?=\D|$)/;
const SUB = /^\(([a-z]{1,5}|\d{1,2})\)\s*/;

/** The number and the rest of `21. Reminds …`; `null` when the block begins otherwise. */
export function numberOf(text: string): { number: number; rest: string } | null {
  const found = NUMBER.exec(text);
  return found ? { number: Number(found[1]), rest: text.slice(found[0].length) } : null;
}

/** The word in `(a) …`, and the rest; `null` when the block begins otherwise. */
export function subOf(text: string): { word: string; rest: string } | null {
  const found = SUB.exec(text);
  return found ? { word: found[1] ?? "", rest: text.slice(found[0].length) } : null;
}

const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The value of a roman number in small letters; 0 when it is none that one would write so. */
export function romanValue(word: string): number {
  if (!/^(?=.)(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(word)) return 0;
  let sum = 0;
  for (let at = 0; at < word.length; at++) {
    const value = ROMAN_VALUES[word[at] ?? ""] ?? 0;
    sum += value < (ROMAN_VALUES[word[at + 1] ?? ""] ?? 0) ? -value : value;
  }
  return sum;
}

/** All that a word may mean: `i` is the ninth letter and the first roman number. */
function readingsOf(word: string): Rung[] {
  if (/^\d/.test(word)) return [{ style: "digit", value: Number(word) }];
  const readings: Rung[] = [];
  const first = word.charCodeAt(0) - 96;
  if (word.length === 1) readings.push({ style: "letter", value: first });
  const roman = romanValue(word);
  if (roman > 0) readings.push({ style: "roman", value: roman });
  if (word.length === 2 && word[0] === word[1]) readings.push({ style: "letter", value: 26 + first });
  return readings;
}

/**
 * The numbering after `word`: the next of an open level (the deepest first), else the first of a deeper one, else,
 * where a source left some out, a later one of an open level. `null` when the word fits nowhere.
 */
export function climb(ladder: readonly Rung[], word: string): Rung[] | null {
  const readings = readingsOf(word);
  const at = (accepts: (open: Rung, said: Rung) => boolean): Rung[] | null => {
    for (let level = ladder.length - 1; level >= 0; level--) {
      const open = ladder[level];
      const said = open && readings.find((reading) => reading.style === open.style && accepts(open, reading));
      if (said) return [...ladder.slice(0, level), said];
    }
    return null;
  };
  const next = at((open, said) => said.value === open.value + 1);
  if (next) return next;
  const first = readings.find(
    ({ style, value }) => value === 1 && !ladder.some((open) => open.style === style),
  );
  if (first && ladder.length < DEEPEST) return [...ladder, first];
  const later = at((open, said) => said.value > open.value);
  if (later) return later;
  const only = readings[0];
  return ladder.length === 0 && only ? [only] : null;
}
