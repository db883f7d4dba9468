/**
 * What a note may consist of: the names of ProseMirror nodes and marks with their attributes. The engine's check, the
 * exports and the editor read this one list, so that nothing is accepted which another one cannot show.
 */

/** A test for an attribute's value. `null` always passes: editors write it for "not set". */
type AttributeRule = (value: unknown) => boolean;

const wholeNumber =
  (from: number, to: number): AttributeRule =>
  (value) =>
    Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
const shortWord: AttributeRule = (value) => typeof value === "string" && value.length <= 64;

/** Longest address of a link, in characters: what browsers and mail programs reliably open. */
export const MAX_LINK_LENGTH = 2_000;

/** Only these schemes: anything else (`javascript:`, `data:`) could run or hide something. */
export function isSafeLink(value: unknown): boolean {
  return (
    typeof value === "string" &&
    value.length <= MAX_LINK_LENGTH &&
    /^(https?:\/\/|mailto:)[^\s]+$/i.test(value)
  );
}

export const NOTE_NODES: Readonly<Record<string, Readonly<Record<string, AttributeRule>>>> = {
  paragraph: {},
  heading: { level: wholeNumber(1, 3) },
  bulletList: {},
  orderedList: { start: wholeNumber(0, 1_000_000), type: shortWord },
  listItem: {},
  blockquote: {},
  codeBlock: { language: shortWord },
  hardBreak: {},
  horizontalRule: {},
};

export const NOTE_MARKS: Readonly<Record<string, Readonly<Record<string, AttributeRule>>>> = {
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  code: {},
  link: { href: isSafeLink, target: shortWord, rel: shortWord, class: shortWord, title: shortWord },
};

/** How deep nodes may nest: a list in a list in a quotation, eight times over. */
export const MAX_NOTE_DEPTH = 24;

function obeys(rules: Readonly<Record<string, AttributeRule>>, name: string, value: unknown): boolean {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return rule !== undefined && (value === null || value === undefined || rule(value));
}

export const isNoteNode = (name: string): boolean => Object.hasOwn(NOTE_NODES, name);

const ATTRIBUTE_NAMES: ReadonlySet<string> = new Set(Object.values(NOTE_NODES).flatMap(Object.keys));

/** Whether any node has an attribute of this name. */
export const isNoteAttributeName = (name: string): boolean => ATTRIBUTE_NAMES.has(name);

/** Whether a node of this name may carry this attribute with this value. */
export function isNoteAttribute(node: string, name: string, value: unknown): boolean {
  const rules = Object.hasOwn(NOTE_NODES, node) ? NOTE_NODES[node] : undefined;
  return rules !== undefined && obeys(rules, name, value);
}

/** Whether a mark of this name may stand in a note; `attributes` is `null` where the mark ends. */
export function isNoteMark(name: string, attributes: unknown): boolean {
  const rules = Object.hasOwn(NOTE_MARKS, name) ? NOTE_MARKS[name] : undefined;
  if (rules === undefined) return false;
  if (attributes === null || attributes === true) return true;
  if (typeof attributes !== "object" || Array.isArray(attributes)) return false;
  return Object.entries(attributes).every(([key, value]) => obeys(rules, key, value));
}
