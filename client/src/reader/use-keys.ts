import type { ParagraphId, Text } from "@apostil/shared/model";
import { useEffect } from "react";
import { useMarking } from "../annotations/index.ts";
import { type Actions, useActions } from "./actions.ts";
import { runsRight, select } from "./dom-range.ts";
import { type ReadingStore, useReadingStore } from "./reading.ts";
import { takeSelection } from "./use-selection.ts";
import { stepWords } from "./word-steps.ts";

/** Where keys mean letters, or something of their own. */
const TYPING =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu'], [role='listbox']";

/** Elements that arrows belong to already. */
const MOVING = "[role='toolbar'], [role='slider'], [role='radiogroup'], nav";

/** The paragraph that a key is meant for: the focused one, else the chosen or current one. */
function paragraphAt(target: Element | null, reading: ReadingStore): ParagraphId | null {
  const row = target?.closest<HTMLElement>("[data-row]")?.dataset["row"] as ParagraphId | undefined;
  const { chosen, current } = reading.get();
  return row ?? chosen ?? current;
}

function act(key: string, actions: Actions, reading: ReadingStore, at: ParagraphId): boolean {
  const picked = reading.get().selected?.picked ?? [];
  const where = picked[0]?.paragraph ?? at;
  if (key === "c" && actions.mayAnnotate) actions.startComment(where, picked);
  else if (key === "t" && actions.mayAnnotate) actions.startTag(where, picked);
  else if (key === "h" && actions.mayAnnotate && picked.length > 0) actions.highlight(picked);
  else if (key === "n") actions.openNote(where);
  else return false;
  return true;
}

/** Escape goes one step back; whether there was one. */
function stepBack(reading: ReadingStore): boolean {
  const { selected, task, sheet, pinned } = reading.get();
  if (selected) {
    document.getSelection()?.removeAllRanges();
    reading.set({ selected: null });
  } else if (task) reading.set({ task: null });
  else if (sheet) reading.set({ sheet: null });
  else if (pinned) reading.set({ pinned: null });
  else return false;
  return true;
}

/** How far a key moves among the paragraphs; 0 for any other key. Arrows count while the focus is in the text. */
function stepOf(key: string, target: Element | null): number {
  if (key === "j") return 1;
  if (key === "k") return -1;
  if (!target?.matches("[data-row], [data-row] a")) return 0;
  if (key === "ArrowDown") return 1;
  return key === "ArrowUp" ? -1 : 0;
}

/** Arrows along the line select words while a paragraph has the focus: one after the other, or with Shift more of them. */
function selectByKey(event: KeyboardEvent, reading: ReadingStore, text: Text, at: ParagraphId): boolean {
  const { key, target, shiftKey } = event;
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  const paragraph = text.paragraphs.find(({ id }) => id === at);
  if (!paragraph || !(target instanceof Element) || !target.matches("[data-row]")) return false;
  // The browser tells of a selection later; a quick hand has pressed the next key by then.
  takeSelection(reading);
  const from = reading.get().selected?.picked.find((picked) => picked.paragraph === at) ?? null;
  const forward = (key === "ArrowRight") === runsRight(at);
  const next = stepWords(paragraph.text, text.language, from, forward, shiftKey);
  if (next) select({ paragraph: at, ...next });
  takeSelection(reading);
  return next !== null;
}

/** The keys of the reader: j, k and arrows between paragraphs and along their words; C, T, H, N on words or the paragraph; Escape back. */
export function useKeys(): void {
  const reading = useReadingStore();
  const actions = useActions();
  const { text } = useMarking();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target?.closest(TYPING))
        return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const at = paragraphAt(target, reading);
      const step = target?.closest(MOVING) ? 0 : stepOf(key, target);
      const index = text.paragraphs.findIndex(({ id }) => id === at);
      const next = step === 0 ? undefined : text.paragraphs[index + step]?.id;
      if (next) actions.go(next);
      else if (at && selectByKey(event, reading, text, at)) return event.preventDefault();
      else if (key === "Escape" ? !stepBack(reading) : !at || !act(key, actions, reading, at)) return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [reading, actions, text]);
}
