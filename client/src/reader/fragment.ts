import { type AnnotationId, asAnnotationId, type Paragraph, type ParagraphId } from "@apostil/shared/model";

/** Where a link points to in a text. */
export type Place = { readonly paragraph: ParagraphId; readonly annotation: AnnotationId | null };

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The place that `#op21`, `#OP21` or `#op21/<annotation>` names in these paragraphs; `null` when it names none. Ids go
 * before labels: our own links use ids, people write labels.
 */
export function placeOf(hash: string, paragraphs: readonly Paragraph[]): Place | null {
  const [name = "", annotation = ""] = hash.replace(/^#/, "").split("/").map(decoded);
  const wanted = name.toLowerCase().replace(/\s+/g, "");
  if (wanted === "") return null;
  const found =
    paragraphs.find((paragraph) => paragraph.id === wanted) ??
    paragraphs.find((paragraph) => paragraph.label?.toLowerCase().replace(/\s+/g, "") === wanted);
  return found ? { paragraph: found.id, annotation: asAnnotationId(annotation) } : null;
}

/** The fragment of a link to a place. */
export const fragmentOf = (place: Place): string =>
  place.annotation ? `#${place.paragraph}/${place.annotation}` : `#${place.paragraph}`;
