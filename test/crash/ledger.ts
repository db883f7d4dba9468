/**
 * What people were told and shown while a server was being broken, against what is there afterwards. Pure: scenarios
 * gather the words, this says what became of them. A word stands for one edit, so each must be unique in its run.
 */
export type Promised = {
  /** Words that the server acknowledged to their sender as saved. */
  readonly acknowledged: readonly string[];
  /** Words that anybody but their sender was shown. */
  readonly seen: readonly string[];
  /** All that was ever written, whether or not anybody heard of it. */
  readonly written: readonly string[];
};

/** The words of one place afterwards: a client that comes anew, one that stayed, an export. */
export type Place = { readonly name: string; readonly words: readonly string[] };

export type Verdict = {
  /** Promised, and missing somewhere. */
  readonly lost: readonly string[];
  /** There more than once somewhere. */
  readonly doubled: readonly string[];
  /** There, and written by nobody. */
  readonly strange: readonly string[];
  /** Places that do not hold what the first one does, in its order. */
  readonly differing: readonly string[];
};

/** Compares what was promised with every place, in the order of the places given. */
export function judge({ acknowledged, seen, written }: Promised, places: readonly Place[]): Verdict {
  const promised = new Set([...acknowledged, ...seen]);
  const known = new Set(written);
  const lost = new Set<string>();
  const doubled = new Set<string>();
  const strange = new Set<string>();
  for (const { words } of places) {
    const there = new Set<string>();
    for (const word of words) {
      if (there.has(word)) doubled.add(word);
      if (!known.has(word)) strange.add(word);
      there.add(word);
    }
    for (const word of promised) if (!there.has(word)) lost.add(word);
  }
  const first = JSON.stringify(places[0]?.words ?? []);
  const differing = places.filter(({ words }) => JSON.stringify(words) !== first).map(({ name }) => name);
  return { lost: [...lost], doubled: [...doubled], strange: [...strange], differing };
}

/** Whether every promise was kept. */
export const isKept = ({ lost, doubled, strange, differing }: Verdict): boolean =>
  lost.length + doubled.length + strange.length + differing.length === 0;
