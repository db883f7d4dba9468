import type { Theme } from "@apostil/shared/model";

/** A theme that fits what was typed, with the place of the fitting letters in its name (`null` when only its key words fit). */
export type Match = {
  readonly theme: Theme;
  readonly at: { readonly start: number; readonly end: number } | null;
};

/** Accents and case dropped, letter for letter, so that places in the plain form are places in the name. */
const plain = (words: string): string =>
  [...words]
    .map((letter) => (letter.normalize("NFD")[0] ?? letter).toLowerCase().padEnd(letter.length, " "))
    .join("");

function rank(at: number, name: string): number {
  if (at === 0) return 0;
  return /\s/.test(name[at - 1] ?? "") ? 1 : 2;
}

/** Fewer letters stand in nearly every key word. */
const MIN_HINT_LENGTH = 3;

type Ranked = Match & { readonly rank: number; readonly index: number };

/**
 * The themes whose name holds `typed`, those that begin with it first; then those that have it among their key words.
 * Without anything typed, all of them in the codebook's order.
 */
export function matches(themes: readonly Theme[], typed: string): Match[] {
  const wanted = plain(typed.trim());
  if (wanted === "") return themes.map((theme) => ({ theme, at: null }));
  const found = themes.flatMap((theme, index): Ranked[] => {
    const start = plain(theme.name).indexOf(wanted);
    if (start >= 0)
      return [{ theme, index, rank: rank(start, theme.name), at: { start, end: start + wanted.length } }];
    const hinted =
      wanted.length >= MIN_HINT_LENGTH && theme.keyWords.some((word) => plain(word).includes(wanted));
    return hinted ? [{ theme, index, rank: 3, at: null }] : [];
  });
  return found.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ theme, at }) => ({ theme, at }));
}
