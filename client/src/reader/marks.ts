import {
  type Annotation,
  type AnnotationId,
  type Paragraph,
  type Theme,
  themeOf,
} from "@apostil/shared/model";
import { wordsIn } from "../annotations/index.ts";
import type { Mark } from "./segments.ts";

/** Colour of words with a comment, and of highlighted ones, as the style sheets name them. */
const COMMENT = "var(--accent)";
const HIGHLIGHT = "var(--warn)";

const themeColour = ({ colour }: Theme): string => `light-dark(${colour.light}, ${colour.dark})`;

/** What is open shows its words always; what is resolved or only suggested, while it is pointed at. */
function isShown({ id, status }: Annotation, lit: readonly AnnotationId[]): boolean {
  return status === "open" || lit.includes(id);
}

function colourOf(annotation: Annotation, themes: readonly Theme[]): string | null {
  if (annotation.motivation === "commenting") return COMMENT;
  if (annotation.motivation === "highlighting") return HIGHLIGHT;
  const theme = themes.find(({ id }) => id === themeOf(annotation));
  return theme ? themeColour(theme) : null;
}

/** The words of a paragraph that are marked, each with its colour; the same words in the same colour are one mark. */
export function marksOf(
  annotations: readonly Annotation[],
  paragraph: Pick<Paragraph, "id" | "text">,
  themes: readonly Theme[],
  lit: readonly AnnotationId[],
): Mark[] {
  const marks = new Map<string, Mark>();
  for (const annotation of annotations) {
    const colour = colourOf(annotation, themes);
    const words = colour && isShown(annotation, lit) ? wordsIn(annotation, paragraph) : null;
    if (!colour || !words) continue;
    const key = `${colour} ${words.start} ${words.end}`;
    const same = marks.get(key);
    marks.set(key, {
      ...words,
      colour,
      id: same?.id ?? annotation.id,
      ids: [...(same?.ids ?? []), annotation.id],
    });
  }
  return [...marks.values()];
}
