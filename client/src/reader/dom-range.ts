import type { ParagraphId } from "@apostil/shared/model";
import type { Picked } from "../annotations/index.ts";

/**
 * Between ranges of the page and offsets in a paragraph's text. The element with `data-words` holds the words of one
 * paragraph and nothing else: joined, its text nodes are the text, so that offsets are UTF-16 code units of both.
 */
const WORDS = "data-words";

/** Put on the element that holds the words of a paragraph, and nothing else. */
export const wordsOf = (paragraph: ParagraphId) => ({ [WORDS]: paragraph });

export const wordsElement = (paragraph: ParagraphId): HTMLElement | null =>
  document.querySelector(`[${WORDS}="${CSS.escape(paragraph)}"]`);

/** Length of the text before a point of the page, inside `element`. */
function offsetOf(element: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** The part of `range` inside one paragraph, without white space at its ends; `null` where nothing is left. */
function pickedIn(element: HTMLElement, range: Range): Picked | null {
  const startsInside = element.contains(range.startContainer);
  const endsInside = element.contains(range.endContainer);
  const text = element.textContent ?? "";
  let start = startsInside ? offsetOf(element, range.startContainer, range.startOffset) : 0;
  let end = endsInside ? offsetOf(element, range.endContainer, range.endOffset) : text.length;
  while (start < end && /\s/.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end -= 1;
  if (start >= end) return null;
  return { paragraph: element.getAttribute(WORDS) as ParagraphId, start, end, exact: text.slice(start, end) };
}

/** The words of paragraphs that a selection holds, in the order of the text. */
export function pickedWords(range: Range): Picked[] {
  const around = range.commonAncestorContainer;
  const scope = around instanceof Element ? around : around.parentElement;
  const own = scope?.closest<HTMLElement>(`[${WORDS}]`);
  const elements = own ? [own] : [...(scope?.querySelectorAll<HTMLElement>(`[${WORDS}]`) ?? [])];
  return elements
    .filter((element) => range.intersectsNode(element))
    .flatMap((element) => pickedIn(element, range) ?? []);
}

/** The words of a paragraph as a range of the page; `null` when they are not on it. */
function rangeOf({ paragraph, start, end }: Pick<Picked, "paragraph" | "start" | "end">): Range | null {
  const element = wordsElement(paragraph);
  if (!element) return null;
  const range = document.createRange();
  range.selectNodeContents(element);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (start >= at && start < at + length) range.setStart(node, start - at);
    if (end > at && end <= at + length) range.setEnd(node, end - at);
    at += length;
  }
  return range;
}

/** Where words stand in the window now; the paragraph's first line when they are not on the page. */
export const rectOf = (words: Pick<Picked, "paragraph" | "start" | "end">): DOMRect | null =>
  rangeOf(words)?.getBoundingClientRect() ?? null;

/** Selects words as a mouse would. */
export function select(words: Pick<Picked, "paragraph" | "start" | "end">): void {
  const range = rangeOf(words);
  const selection = document.getSelection();
  if (!range || !selection) return;
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Whether the lines of a paragraph run from left to right. */
export function runsRight(paragraph: ParagraphId): boolean {
  const element = wordsElement(paragraph);
  return element === null || getComputedStyle(element).direction === "ltr";
}
