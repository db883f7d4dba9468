/**
 * One or two letters that stand for a name: of the first and the last word, or the first two of a single one. Words that
 * begin with no letter count only where nothing else is there.
 */
export function initials(name: string): string {
  const words = name.split(/[\s.\-‐‑]+/u).filter(Boolean);
  const lettered = words.filter((word) => /^\p{L}/u.test(word));
  const [first, ...others] = lettered.length > 0 ? lettered : words;
  if (first === undefined) return "?";
  const last = others.at(-1);
  const letters = last === undefined ? [...first].slice(0, 2) : [firstOf(first), firstOf(last)];
  return letters.join("").toLocaleUpperCase();
}

/** The first character, also where it takes two UTF-16 units. */
const firstOf = (word: string): string => [...word][0] ?? "";
