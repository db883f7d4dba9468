/**
 * What a reader of a format (plain text now; Markdown, HTML, DOCX and PDF are further readers) gives to the rest of the
 * parser: the source cut into blocks, in order. All that follows is the same for every format.
 */
export type Block = {
  /** One paragraph, heading or piece of furniture: one line, trimmed, white space inside collapsed to single spaces. */
  readonly text: string;
  /** The format itself says that this is a heading; without it the words decide. */
  readonly heading?: true;
  /** Why this belongs to no paragraph (`front matter`, `page furniture`); it is kept in `omitted`. */
  readonly omitted?: string;
};

/** Cuts a source into blocks; every character of it that is no space stands, in order, in their texts. */
export type Reader = (source: string) => Block[];

/** One line without outer white space, tabs and runs of spaces as one space; a no-break space inside stays. */
export const tidy = (line: string): string => line.trim().replace(/[ \t\v\f]+/g, " ");
