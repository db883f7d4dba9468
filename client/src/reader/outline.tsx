import type { Paragraph, ParagraphId } from "@apostil/shared/model";
import { List, MessageSquare, X } from "lucide-react";
import { type KeyboardEvent, memo, type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { useMarking } from "../annotations/index.ts";
import { words } from "../i18n/index.ts";
import { NO_MARKS, type ParagraphMarks } from "../session/index.ts";
import { Button, colourStyle, cx, IconButton, VisuallyHidden } from "../ui/index.ts";
import { useActions } from "./actions.ts";
import styles from "./outline.module.css";
import { firstWords, partsOf } from "./outline-model.ts";
import { useReading } from "./reading.ts";
import { mentionsOf } from "./summary.ts";

const { reader: say } = words;
/** More dots than this say no more than "many". */
const MOST_DOTS = 4;

export type OutlineProps = {
  readonly marks: ReadonlyMap<ParagraphId, ParagraphMarks>;
  /** Comments and replies of others since we were here. */
  readonly unread: number;
  readonly onAllRead: () => void;
  /** Open as a drawer, where it has no place of its own. */
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

/** The parts of the text and their paragraphs, with the themes and comments of each. */
export function Outline({ marks, unread, onAllRead, open, onOpenChange }: OutlineProps) {
  const { text } = useMarking();
  const parts = useMemo(() => partsOf(text.paragraphs), [text.paragraphs]);
  const nav = useRef<HTMLElement>(null);
  useFollow(nav);
  const button = useRef<HTMLButtonElement>(null);
  useDrawer(nav, open);
  // The same function always: another one would draw every entry of a long text anew.
  const isOpen = useRef(open);
  isOpen.current = open;
  const onClose = useCallback(() => {
    if (!isOpen.current) return;
    onOpenChange(false);
    button.current?.focus();
  }, [onOpenChange]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <>
      <Opener button={button} open={open} onOpen={() => onOpenChange(true)} />
      {open ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={styles["scrim"]}
          onClick={onClose}
        />
      ) : null}
      <nav
        ref={nav}
        className={cx(styles["outline"], open && styles["open"])}
        aria-label={say.outline}
        onKeyDown={onKeyDown}
        onBlur={({ relatedTarget }) => {
          if (open && relatedTarget && !nav.current?.contains(relatedTarget)) onOpenChange(false);
        }}
      >
        <div className={styles["close"]}>
          <IconButton
            label={words.common.close}
            icon={<X size={16} aria-hidden="true" />}
            onClick={onClose}
          />
        </div>
        {unread > 0 ? (
          <p className={styles["unread"]}>
            <span>{say.unread(unread)}</span>
            <Button look="quiet" onClick={onAllRead}>
              {say.allRead}
            </Button>
          </p>
        ) : null}
        {parts.map((part) => (
          <section key={part.paragraphs[0]?.id}>
            <h2>{say.part(say.parts[part.kind], part.paragraphs.length)}</h2>
            <ul>
              {part.paragraphs.map((paragraph) => (
                <li key={paragraph.id}>
                  <Entry paragraph={paragraph} marks={marks.get(paragraph.id) ?? NO_MARKS} onGo={onClose} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </>
  );
}

type OpenerProps = {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onOpen: () => void;
};

/** Where the outline has no place of its own: the way to it, which says where one is. */
function Opener({ button, open, onOpen }: OpenerProps) {
  const { text } = useMarking();
  const current = useReading((now) => now.current);
  const label = text.paragraphs.find(({ id }) => id === current)?.label;
  return (
    <button ref={button} type="button" className={styles["opener"]} aria-expanded={open} onClick={onOpen}>
      <List size={16} aria-hidden="true" />
      <VisuallyHidden>{say.showOutline} </VisuallyHidden>
      {label ? <b>{label}</b> : null}
    </button>
  );
}

/** Keeps the current paragraph's entry in sight, without touching the page's own scrolling. */
function useFollow(nav: { readonly current: HTMLElement | null }): void {
  const current = useReading((now) => now.current);
  useEffect(() => {
    const list = nav.current;
    const entry = current && list?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(current)}"]`);
    if (!list || !entry) return;
    const [box, around] = [entry.getBoundingClientRect(), list.getBoundingClientRect()];
    if (box.top < around.top + 48) list.scrollTop += box.top - around.top - 48;
    else if (box.bottom > around.bottom - 48) list.scrollTop += box.bottom - around.bottom + 48;
  }, [nav, current]);
}

/** A drawer that opens takes the focus to where one is. */
function useDrawer(nav: { readonly current: HTMLElement | null }, open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const entry =
      nav.current?.querySelector<HTMLElement>("[aria-current]") ?? nav.current?.querySelector("a");
    entry?.focus();
  }, [nav, open]);
}

type EntryProps = {
  readonly paragraph: Paragraph;
  readonly marks: ParagraphMarks;
  readonly onGo: () => void;
};

const Entry = memo(function Entry({ paragraph, marks, onGo }: EntryProps) {
  const { id, label, text, level } = paragraph;
  const { themes } = useMarking();
  const { go } = useActions();
  const current = useReading((now) => now.current === id);
  const mentions = useMemo(() => mentionsOf(marks.counts, themes), [marks.counts, themes]);
  const { unread } = marks;
  const marked = mentions.themes.length + mentions.comments + unread > 0;
  return (
    <a
      href={`#${id}`}
      data-entry={id}
      data-level={level || undefined}
      aria-current={current ? "location" : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        history.replaceState(history.state, "", `#${id}`);
        onGo();
        go(id);
      }}
    >
      <b>{label}</b>
      <span>{firstWords(text)}</span>
      {marked ? (
        <em>
          {mentions.themes.slice(0, MOST_DOTS).map((theme) => (
            <i key={theme.id} style={colourStyle(theme.colour)} aria-hidden="true" />
          ))}
          {unread > 0 ? (
            <strong aria-hidden="true">{unread}</strong>
          ) : mentions.comments > 0 ? (
            <MessageSquare size={11} aria-hidden="true" />
          ) : null}
          <VisuallyHidden>
            {say.marksOf(
              mentions.themes.map(({ name }) => name),
              mentions.comments,
              unread,
            )}
          </VisuallyHidden>
        </em>
      ) : null}
    </a>
  );
});
