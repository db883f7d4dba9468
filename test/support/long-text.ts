import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Annotation,
  AnnotationId,
  MemberId,
  Paragraph,
  ParagraphId,
  ThemeId,
} from "@apostil/shared/model";

/** How long the text is, and how much was said of it. */
export type Length = { readonly paragraphs: number; readonly annotations: number };

/** The text that the interface must bear (2,000 paragraphs with 10,000 annotations). */
export const LONG: Length = { paragraphs: 2_000, annotations: 10_000 };

const WORDS =
  "Recalling that all States shall cooperate in the implementation of the measures that are set out in the present text, and noting with concern the reports of the Secretary-General on the situation of civilians, ";
const THEMES = ["gender", "human-rights", "children"] as const;
const AUTHORS = ["kari", "yuki", "amina", "luis", "maria"] as const;
/** A time before any test runs. */
const BEGINNING = Date.UTC(2026, 0, 5, 8);

/** The paragraph with this number, from 1. They are of unlike lengths, as paragraphs are. */
export const paragraphId = (number: number): ParagraphId => `op${number}` as ParagraphId;

function paragraphOf(number: number): Paragraph {
  const text = `Paragraph ${number}: ${WORDS.repeat(1 + (number % 4))}`.trim();
  const [id, label] = [paragraphId(number), `OP${number}`];
  return { id, label, kind: "operative", level: 0, text, references: [], dates: [] };
}

/** An id of the form that the model wants, made of a number. */
export const annotationId = (number: number): AnnotationId =>
  `019b8f00-0000-7000-8000-${String(number).padStart(12, "0")}` as AnnotationId;

/** Comments, replies to them, tags and highlights, in turn over all paragraphs; some of them resolved. */
function annotationOf(number: number, paragraphs: number): Annotation {
  const place = 1 + (number % paragraphs);
  const round = Math.floor(number / paragraphs);
  const kind =
    (["commenting", "tagging", "highlighting", "replying", "tagging"] as const)[round % 5] ?? "tagging";
  const time = new Date(BEGINNING + number * 1_000).toISOString();
  const theme = THEMES[number % THEMES.length] as ThemeId;
  const author = AUTHORS[number % AUTHORS.length] ?? "kari";
  const exact = `Paragraph ${place}`;
  return {
    id: annotationId(number),
    motivation: kind,
    body:
      kind === "tagging"
        ? [{ type: "SpecificResource", source: theme, purpose: "tagging" }]
        : kind === "highlighting"
          ? []
          : [{ type: "TextualBody", value: `Remark ${number} on this paragraph.`, purpose: kind }],
    target: kind === "replying" ? {} : { selector: [{ type: "TextQuoteSelector", exact }] },
    // the comment that the same paragraph got in the first round
    ...(kind === "replying" && { replyTo: annotationId(number - 3 * paragraphs) }),
    creator: { id: author as MemberId, name: `${author} of the test`, delegation: null },
    ...{
      created: time,
      modified: time,
      status: kind === "commenting" && place % 3 === 0 ? "resolved" : "open",
    },
    ...{ paragraph: paragraphId(place), layer: "shared", edition: "en", revision: 1 },
  };
}

/** Writes a JSON export of such a text, which the program imports like any other. @returns its path */
export function writeLongText(id: string, { paragraphs, annotations }: Length): string {
  const text = {
    id,
    title: "A long text",
    symbol: null,
    date: null,
    language: "en",
    kind: "other",
    paragraphs: Array.from({ length: paragraphs }, (_, at) => paragraphOf(at + 1)),
    omitted: [],
  };
  const made = Array.from({ length: annotations }, (_, at) => annotationOf(at, paragraphs));
  const file = join(mkdtempSync(join(tmpdir(), "apostil-long-")), `${id}.json`);
  writeFileSync(file, JSON.stringify({ text, annotations: made, notes: [], codebook: { themes: [] } }));
  return file;
}
