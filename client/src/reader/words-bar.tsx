import { Highlighter, Link, MessageSquare, Quote, Tag } from "lucide-react";
import type { CSSProperties } from "react";
import { createPortal } from "react-dom";
import { words } from "../i18n/index.ts";
import { IconButton, Kbd } from "../ui/index.ts";
import { useActions } from "./actions.ts";
import { type Selected, useReading } from "./reading.ts";
import styles from "./words-bar.module.css";

const { reader: say } = words;

/** Height of the bar with its distance to the words, in CSS pixels: above them where there is room, else below. */
const NEEDED_PX = 52;
/** Half of its width, so that it never leaves the window. */
const HALF_PX = 150;
/** Height of the top bar, which it must not hide under. */
const TOP_PX = 56;

/** In coordinates of the page, so that it scrolls with the words. */
function placeOf({ rect }: Selected): CSSProperties {
  const coarse = matchMedia("(pointer: coarse)").matches; // the system's own menu stands above the words there
  const above = rect.top - NEEDED_PX > TOP_PX && !coarse;
  const middle = rect.left + rect.width / 2;
  const left = Math.min(Math.max(middle, HALF_PX), Math.max(innerWidth - HALF_PX, HALF_PX));
  return {
    left: left + scrollX,
    top: (above ? rect.top - NEEDED_PX : rect.bottom + (coarse ? 28 : 8)) + scrollY,
  };
}

/** What one can do with selected words, right above them. */
export function WordsBar() {
  const selected = useReading((now) => now.selected);
  return selected ? createPortal(<Bar selected={selected} />, document.body) : null;
}

function Bar({ selected }: { readonly selected: Selected }) {
  const { mayAnnotate, ...act } = useActions();
  const { picked } = selected;
  const [first] = picked;
  if (!first) return null;
  const { paragraph } = first;
  return (
    <div
      className={styles["bar"]}
      role="toolbar"
      aria-label={say.bar}
      style={placeOf(selected)}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {mayAnnotate ? (
        <>
          <button
            type="button"
            className={styles["first"]}
            onClick={() => act.startComment(paragraph, picked)}
          >
            <MessageSquare size={16} aria-hidden="true" />
            {say.comment}
            <Kbd>{say.keys.comment}</Kbd>
          </button>
          <button type="button" onClick={() => act.startTag(paragraph, picked)}>
            <Tag size={16} aria-hidden="true" />
            {say.tag}
            <Kbd>{say.keys.tag}</Kbd>
          </button>
          <IconButton
            label={say.highlight}
            kbd={say.keys.highlight}
            icon={<Highlighter size={16} aria-hidden="true" />}
            onClick={() => act.highlight(picked)}
          />
          <span className={styles["rule"]} aria-hidden="true" />
        </>
      ) : null}
      <IconButton
        label={say.copyLink}
        icon={<Link size={16} aria-hidden="true" />}
        onClick={() => act.copyLink(paragraph)}
      />
      <IconButton
        label={say.copyCitation}
        icon={<Quote size={16} aria-hidden="true" />}
        onClick={() => act.copyCitation(paragraph)}
      />
    </div>
  );
}
