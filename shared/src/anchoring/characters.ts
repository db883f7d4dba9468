/**
 * What browsers and word processors change when words are copied: kinds of quotation marks, hyphens and spaces, composed
 * or decomposed accents, soft hyphens. {@link evenOut} makes such forms equal and remembers where each character stood.
 */
export type Evened = {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where the characters it stands for begin in the original … */
  readonly starts: readonly number[];
  /** … and where they end. */
  readonly ends: readonly number[];
};

const SAME: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "‛": "'",
  ʼ: "'",
  "′": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "″": '"',
  "«": '"',
  "»": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2212": "-",
  "\ufe63": "-",
  "\uff0d": "-",
};

/** Characters that are not seen: soft hyphen, zero-width space and joiners of lines, marks of direction. */
const UNSEEN = /^[\u00ad\u200b\u200e\u200f\u2060]$/;

/** White space, or one character with the marks on it. */
const CLUSTER = /[\s\ufeff]+|\P{M}\p{M}*|\p{M}+/gsu;

/** The text with all such forms made equal; outer white space stays as one space. */
export function evenOut(text: string): Evened {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const plain = plainForm(cluster);
    parts.push(plain);
    for (let unit = 0; unit < plain.length; unit++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  return { text: parts.join(""), starts, ends };
}

function plainForm(cluster: string): string {
  if (/^[\s\ufeff]/.test(cluster)) return " ";
  if (UNSEEN.test(cluster)) return "";
  return SAME[cluster] ?? cluster.normalize("NFD");
}

/** The same without places, for context on either side. */
export const evenedText = (text: string): string => evenOut(text).text;

/** Whether an offset falls between the halves of a surrogate pair. */
export function cutsPair(text: string, at: number): boolean {
  return isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
