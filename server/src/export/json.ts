import { type ParsedText, type TextId, wireLayer } from "@apostil/shared/model";
import type { ExportContent } from "./content.ts";
import { markdownOf } from "./mdast.ts";

/**
 * The full state, which `import` takes back: also suggestions that nobody answered and those that were rejected, each
 * with its status. Notes travel as Yjs bytes of the note alone, and as Markdown to read.
 */
export function writeJson({ text, codebook, rooms }: ExportContent): string {
  const notes = rooms.flatMap(({ paragraph, layer, note }) =>
    note === null
      ? []
      : [
          {
            paragraph,
            layer: wireLayer(layer),
            markdown: markdownOf(note.blocks),
            update: Buffer.from(note.update).toString("base64"),
          },
        ],
  );
  const annotations = rooms.flatMap((room) => room.annotations);
  return `${JSON.stringify({ text: asParsed(text), annotations, notes, codebook }, null, 2)}\n`;
}

/** What `parse` prints, and the id: the store's own fields stay behind. */
const asParsed = (text: ExportContent["text"]): ParsedText & { readonly id: TextId } => ({
  id: text.id,
  title: text.title,
  symbol: text.symbol,
  date: text.date,
  language: text.language,
  kind: text.kind,
  paragraphs: text.paragraphs,
  omitted: text.omitted,
});
