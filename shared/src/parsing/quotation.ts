/**
 * A press release prints a resolution as a quotation: each paragraph opens with a quotation mark, and one mark closes
 * the last. These marks are the press release's, not the resolution's; those inside its paragraphs are its own.
 */
export type Unquoted = {
  readonly text: string;
  /** The mark at the beginning, "" when there is none. */
  readonly opening: string;
  /** The mark at the end that closes the whole quotation, "" when it goes on. */
  readonly closing: string;
};

const OPENING = /^["“„«]\s*/;
const CLOSING = /["”»]$/;

/** Takes the quotation's own marks off one of its paragraphs. */
export function unquote(block: string): Unquoted {
  const opening = OPENING.exec(block)?.[0] ?? "";
  const inside = block.slice(opening.length);
  const closing = closesMore(inside) ? (CLOSING.exec(inside)?.[0] ?? "") : "";
  return {
    text: inside.slice(0, inside.length - closing.length).trimEnd(),
    opening: opening.trim(),
    closing,
  };
}

/** Whether a mark inside closes something that was opened outside. */
function closesMore(text: string): boolean {
  const count = (marks: RegExp): number => text.match(marks)?.length ?? 0;
  if (text.endsWith('"')) return count(/"/g) % 2 === 1;
  return count(/[”»]/g) > count(/[“„«]/g);
}
