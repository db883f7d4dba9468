import { date, number, plural } from "./numbers.ts";

/** The text with what stands beside it. */
export const reader = {
  loading: "Loading the text…",
  notFound: "There is no such text",
  notFoundHint: "It may have been removed, or the link is not complete.",
  failed: "The text could not be loaded",
  titles: {
    council: (number: string) => `Security Council resolution ${number}`,
    assembly: (number: string) => `General Assembly resolution ${number}`,
    rights: (number: string) => `Human Rights Council resolution ${number}`,
    social: (number: string) => `Economic and Social Council resolution ${number}`,
  },
  adopted: (iso: string) => `Adopted ${date(iso)}`,
  dated: (iso: string) => date(iso),
  paragraphs: (count: number) => plural(count, { one: "# paragraph", other: "# paragraphs" }),
  comments: (count: number, open: number) =>
    count === 0
      ? "no comments"
      : `${plural(count, { one: "# comment", other: "# comments" })}, ${number(open)} open`,
  themes: (count: number) => plural(count, { one: "# theme", other: "# themes" }),
  outline: "Outline",
  showOutline: "Outline",
  parts: {
    coverage: "Coverage",
    heading: "Headings",
    preambular: "Preambular",
    operative: "Operative",
    annex: "Annex",
    other: "Text",
    all: "Paragraphs",
  },
  part: (name: string, count: number) => `${name} · ${number(count)}`,
  marksOf: (themes: readonly string[], comments: number, unread: number) =>
    [
      ...themes,
      ...(comments > 0 ? [plural(comments, { one: "# comment", other: "# comments" })] : []),
      ...(unread > 0 ? [`${number(unread)} new`] : []),
    ].join(", "),
  unread: (count: number) => plural(count, { one: "# new comment", other: "# new comments" }),
  allRead: "Mark as read",
  copyLinkOf: (label: string) => `${label}: copy the link`,
  unnumbered: "Unnumbered paragraph",
  here: (label: string) => `In ${label} now`,
  bar: "Mark these words",
  paragraphBar: (label: string) => `Mark ${label}`,
  comment: "Comment",
  tag: "Tag",
  highlight: "Highlight",
  note: "Note",
  copyLink: "Copy link",
  copyCitation: "Copy citation",
  keys: { comment: "C", tag: "T", note: "N", highlight: "H" },
  addTag: "Tag",
  empty: "No one has marked this text",
  emptyHint: (key: string): readonly [string, string, string] => [
    "Select words to comment or tag them, or press ",
    key,
    " to begin the note of a paragraph.",
  ],
  emptyReader: "What others write in the layers that you read will appear here.",
  showSuggestions: (count: number) =>
    plural(count, { one: "Show # suggestion", other: "Show # suggestions" }),
  readOnly: (role: string) =>
    `As a ${role.toLowerCase()} you read this layer. In “Only me” you can write notes and comments of your own.`,
  commentsHere: (count: number) => plural(count, { one: "# comment", other: "# comments" }),
  sheet: (label: string) => `Comments on ${label}`,
  closeSheet: "Close",
  arrived: (count: number) => plural(count, { one: "# new comment", other: "# new comments" }),
  describe: {
    comment: (name: string) => `Comment by ${name}`,
    tag: (theme: string) => `Tagged: ${theme}`,
    highlight: (name: string) => `Highlighted by ${name}`,
  },
};
