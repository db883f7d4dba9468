/** How much of a source is looked at, in characters: some pages tell the language of all. */
const SAMPLE = 20_000;
/** Share of letters in a script above which the text is in it. */
const SCRIPT_SHARE = 0.3;

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["zh", /\p{Script=Han}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
];

/** Small words that stand in every paragraph of one language and hardly ever in the others. */
const SMALL_WORDS: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["en", new Set(["the", "of", "and", "to", "in", "that", "for", "with", "by", "its", "on", "is"])],
  ["fr", new Set(["le", "les", "des", "et", "du", "dans", "une", "aux", "par", "sur", "pour", "que", "est"])],
  ["es", new Set(["el", "los", "las", "y", "del", "en", "una", "por", "para", "que", "con", "su", "al"])],
];

/** The language of paragraphs as BCP 47: one of the six official ones, `und` where nothing tells. */
export function languageOf(texts: readonly string[]): string {
  const sample = beginning(texts);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, script] of SCRIPTS)
    if ((sample.match(script)?.length ?? 0) > letters * SCRIPT_SHARE) return language;
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best = "und";
  let most = 0;
  for (const [language, small] of SMALL_WORDS) {
    const count = words.filter((word) => small.has(word)).length;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}

function beginning(texts: readonly string[]): string {
  let sample = "";
  for (const text of texts) {
    if (sample.length >= SAMPLE) break;
    sample += `${text.slice(0, SAMPLE)}\n`;
  }
  return sample.slice(0, SAMPLE);
}
