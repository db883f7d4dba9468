import type { ParsedText } from "../model/index.ts";

/** A small press release with what the large ones have: statements, inner quotation marks, sub-paragraphs. */
export const RELEASE = [
  "Adopting Resolution 9001 (2031), Security Council Extends Observer Mission",
  "The Security Council today extended the mission’s mandate. “A good day,” one delegate said.",
  "The meeting began at 10 a.m. and ended at 10:20 a.m.",
  "Resolution",
  "The full text of resolution 9001 (2031) reads as follows:",
  "“The Security Council,",
  "“Recalling its resolutions 8001 (2028) and 8002 (2028),",
  "“Taking note of the “Guide to Observation” of 1 May 2030,",
  "“1.   Decides to extend the mandate until 31 December 2032;",
  "“2.   Requests the mission:",
  "“(a)  To observe;",
  "“(b)  To report, by the end of February 2032, on resolution 8001;",
  "“3.   Decides to remain seized of the “matter”.”",
  "Statements",
  "The representative of Norway welcomed the text.",
].join("\n");

/** A character that is kept; one of a label's number may have been written otherwise or not at all. */
type Kept = { readonly unit: string; readonly optional: boolean };

const squeeze = (text: string): string => text.replace(/\s/g, "");
const units = (text: string, optional: boolean): Kept[] =>
  Array.from({ length: text.length }, (_, at) => ({ unit: text[at] ?? "", optional }));

/** What a label stands for in the source: `21.` for OP21, `2.(a)` for OP2(a), nothing for PP3. */
function markerOf(label: string | null): string {
  const [, number = "", subs = ""] = /^(?:OP|Annex (?:[IVX]+ )?)(\d+)(.*)$/.exec(label ?? "") ?? [];
  return number === "" ? (/\(.*/.exec(label ?? "")?.[0] ?? "") : `${number}.${subs}`;
}

/**
 * Whether a source is its title, labels and paragraphs in order, with the omitted pieces, in order, between them: walks
 * all pairs (characters taken of the kept, of the omitted) that account for the source so far.
 */
export function isAccounted(source: string, { title, paragraphs, omitted }: ParsedText): boolean {
  const left = squeeze(omitted.map(({ text }) => text).join(""));
  const kept = [
    ...units(squeeze(title), false),
    ...paragraphs.flatMap(({ label, text }) => [
      ...units(markerOf(label), true),
      ...units(squeeze(text), false),
    ]),
  ];
  const width = left.length + 1;
  const withSkips = (states: Set<number>): Set<number> => {
    for (const state of states) if (kept[Math.floor(state / width)]?.optional) states.add(state + width);
    return states;
  };
  let states = withSkips(new Set([0]));
  for (const { unit } of units(squeeze(source), false)) {
    const next = new Set<number>();
    for (const state of states) {
      if (kept[Math.floor(state / width)]?.unit === unit) next.add(state + width);
      if (left[state % width] === unit) next.add(state + 1);
    }
    states = withSkips(next);
  }
  return states.has(kept.length * width + left.length);
}
