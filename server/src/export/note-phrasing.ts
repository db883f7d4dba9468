import { isSafeLink } from "@apostil/shared/model";
import type { PhrasingContent } from "mdast";
import { linesOf } from "./mdast.ts";

/** Words that carry the same marks throughout; a line end in them is a hard break. */
export type Run = { readonly text: string; readonly marks: Readonly<Record<string, unknown>> };

/** How a mark wraps words: from the outermost to the innermost. */
const WRAPPERS = ["link", "strike", "bold", "emphasis"] as const;
type Wrapper = (typeof WRAPPERS)[number];

/**
 * Flat runs as nested Markdown. Neighbours under the same mark share one wrapper; white space at a wrapper's edge moves
 * out of it, because Markdown doesn't take `** word**` for bold.
 */
export const phrasing = (runs: readonly Run[]): PhrasingContent[] => nest(runs, WRAPPERS);

function nest(runs: readonly Run[], [wrapper, ...inner]: readonly Wrapper[]): PhrasingContent[] {
  if (!wrapper) return joined(runs).flatMap(leaves);
  return groups(runs, wrapper).flatMap(({ value, members }) => {
    const { before, core, after } =
      value === null ? { before: [], core: members, after: [] } : trimRuns(members);
    const words = nest(core, inner);
    return [
      ...nest(before, []),
      ...(value === null || core.length === 0 ? words : wrap(wrapper, value, words)),
      ...nest(after, []),
    ];
  });
}

/** What a run has of a wrapper: `null` for nothing, the address of a link, else the wrapper's name. */
function markedBy({ marks }: Run, wrapper: Wrapper): string | null {
  if (wrapper === "emphasis") return "italic" in marks || "underline" in marks ? wrapper : null;
  if (wrapper === "link") return addressOf(marks["link"]);
  return wrapper in marks ? wrapper : null;
}

function addressOf(link: unknown): string | null {
  if (typeof link !== "object" || link === null || !("href" in link)) return null;
  return typeof link.href === "string" && link.href !== "" ? link.href : null;
}

type Group = { readonly value: string | null; readonly members: Run[] };

function groups(runs: readonly Run[], wrapper: Wrapper): Group[] {
  const found: Group[] = [];
  for (const run of runs) {
    const value = markedBy(run, wrapper);
    const last = found.at(-1);
    if (last && last.value === value) last.members.push(run);
    else found.push({ value, members: [run] });
  }
  return found;
}

function wrap(wrapper: Wrapper, value: string, children: PhrasingContent[]): PhrasingContent[] {
  switch (wrapper) {
    case "link":
      // An address that a browser might run never becomes a link; it stays readable beside its words.
      return isSafeLink(value)
        ? [{ type: "link", url: value, children }]
        : [...children, ...linesOf(` (${value})`)];
    case "strike":
      return [{ type: "delete", children }];
    case "bold":
      return [{ type: "strong", children }];
    case "emphasis":
      return [{ type: "emphasis", children }];
  }
}

/** Code or plain words: runs that differ only in marks that are wrapped already, or that nobody knows, are one. */
function joined(runs: readonly Run[]): Run[] {
  const found: Run[] = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (last && isCode(last) === isCode(run))
      found[found.length - 1] = { text: last.text + run.text, marks: last.marks };
    else found.push(run);
  }
  return found;
}

/** Markdown's code spans have no line ends: there they are spaces. */
const leaves = (run: Run): PhrasingContent[] =>
  isCode(run) ? [{ type: "inlineCode", value: run.text.replace(/\s/g, " ") }] : linesOf(run.text);

const isCode = (run: Run): boolean => "code" in run.marks;

/** Takes the white space off both ends (line ends too, and code that is nothing else); it comes without marks. */
export function trimRuns(runs: readonly Run[]): { before: Run[]; core: Run[]; after: Run[] } {
  const whole = runs.map((run) => run.text).join("");
  const start = whole.length - whole.trimStart().length;
  const end = whole.trimEnd().length;
  if (start >= end) return { before: plain(whole), core: [], after: [] };
  return {
    before: plain(whole.slice(0, start)),
    core: sliceRuns(runs, start, end),
    after: plain(whole.slice(end)),
  };
}

const plain = (text: string): Run[] => (text === "" ? [] : [{ text, marks: {} }]);

function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += run.text.length;
    return text === "" ? [] : [{ text, marks: run.marks }];
  });
}
