import type { Theme, ThemeId } from "@apostil/shared/model";
import { Search } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { words } from "../i18n/index.ts";
import { colourStyle, Kbd, Popover, TextArea } from "../ui/index.ts";
import { useMarking } from "./marking.tsx";
import { type Match, matches } from "./palette.ts";
import styles from "./tag-palette.module.css";

/** How many themes a digit key applies. */
const DIGITS = 9;

export type TagPaletteProps = {
  /** Beside what it appears. */
  readonly anchor: RefObject<{ getBoundingClientRect(): DOMRect } | null>;
  /** How often each theme stands in the text already. */
  readonly counts: ReadonlyMap<ThemeId, number>;
  readonly onClose: () => void;
  /** `next`: go on with the next paragraph. */
  readonly onApply: (theme: Theme, memo: string, next: boolean) => void;
};

/** Finds a theme by a few letters and applies it: arrows, Enter, Shift Enter for "and next", digits, an optional memo. */
export function TagPalette({ anchor, counts, onClose, onApply }: TagPaletteProps) {
  return (
    <Popover
      label={words.annotations.palette.title}
      anchor={anchor}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      bare
    >
      <Palette counts={counts} onApply={onApply} />
    </Popover>
  );
}

function usePalette(onApply: TagPaletteProps["onApply"]) {
  const { themes } = useMarking();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [memo, setMemo] = useState<string | null>(null);
  const found = matches(themes, typed);
  const selected = Math.min(at, found.length - 1);
  const apply = (index: number, next: boolean) => {
    const match = found[index];
    if (match) onApply(match.theme, memo ?? "", next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    if (event.key === "ArrowDown") setAt((selected + 1) % Math.max(found.length, 1));
    else if (event.key === "ArrowUp") setAt((selected - 1 + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") apply(selected, event.shiftKey);
    else if (event.code === "KeyM" && event.altKey) setMemo(memo ?? "");
    else if (digit > 0 && found[digit - 1] && !event.altKey && !event.ctrlKey) apply(digit - 1, false);
    else return;
    event.preventDefault();
  };
  const type = (value: string) => {
    setTyped(value);
    setAt(0);
  };
  return { typed, type, found, selected, setAt, apply, memo, setMemo, onKeyDown };
}

function Palette({ counts, onApply }: Pick<TagPaletteProps, "counts" | "onApply">) {
  const { palette: say } = words.annotations;
  const palette = usePalette(onApply);
  const { found, selected, memo } = palette;
  const id = useId();
  const memoField = useRef<HTMLTextAreaElement>(null);
  const writingMemo = memo !== null;
  useEffect(() => {
    if (writingMemo) memoField.current?.focus();
  }, [writingMemo]);
  return (
    <div className={styles["palette"]}>
      <div className={styles["filter"]}>
        <Search size={16} aria-hidden="true" />
        <input
          role="combobox"
          aria-label={say.filter}
          placeholder={say.filter}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={selected < 0 ? undefined : `${id}-${selected}`}
          autoComplete="off"
          spellCheck={false}
          value={palette.typed}
          onChange={(event) => palette.type(event.currentTarget.value)}
          onKeyDown={palette.onKeyDown}
        />
      </div>
      <div role="listbox" id={`${id}-list`} aria-label={say.themes} className={styles["list"]}>
        {found.map((match, index) => (
          <Option
            key={match.theme.id}
            id={`${id}-${index}`}
            match={match}
            index={index}
            selected={index === selected}
            count={counts.get(match.theme.id) ?? 0}
            onPoint={() => palette.setAt(index)}
            onPick={(next) => palette.apply(index, next)}
          />
        ))}
      </div>
      {found.length === 0 ? <p className={styles["none"]}>{say.none}</p> : null}
      {memo === null ? null : (
        <div className={styles["memo"]}>
          <TextArea
            ref={memoField}
            label={say.memoLabel}
            value={memo}
            onChange={(event) => palette.setMemo(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey) return;
              event.preventDefault();
              palette.apply(selected, false);
            }}
          />
        </div>
      )}
      <PaletteFoot onMemo={() => palette.setMemo(memo ?? "")} />
    </div>
  );
}

function PaletteFoot({ onMemo }: { readonly onMemo: () => void }) {
  const { palette: say } = words.annotations;
  return (
    <div className={styles["foot"]}>
      <span>
        <Kbd>{say.enter}</Kbd> {say.apply}
      </span>
      <span>
        <Kbd>{say.shiftEnter}</Kbd> {say.next}
      </span>
      <button type="button" onClick={onMemo}>
        <Kbd>{say.memoKey}</Kbd> {say.memo}
      </button>
    </div>
  );
}

type OptionProps = {
  readonly id: string;
  readonly match: Match;
  readonly index: number;
  readonly selected: boolean;
  readonly count: number;
  readonly onPoint: () => void;
  readonly onPick: (next: boolean) => void;
};

function Option({ id, match, index, selected, count, onPoint, onPick }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const { theme } = match;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the filter above holds the focus and the keys
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={styles["option"]}
      style={colourStyle(theme.colour)}
      title={theme.definition}
      onPointerMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onPick(event.shiftKey)}
    >
      <i aria-hidden="true" />
      <Name match={match} />
      <small>
        {count > 0 ? words.annotations.palette.inText(count) : null}
        {index < DIGITS ? <Kbd>{index + 1}</Kbd> : null}
      </small>
    </div>
  );
}

/** The theme's name, the letters that were typed underlined. */
function Name({ match: { theme, at } }: { readonly match: Match }) {
  if (!at) return <span>{theme.name}</span>;
  return (
    <span>
      {theme.name.slice(0, at.start)}
      <u>{theme.name.slice(at.start, at.end)}</u>
      {theme.name.slice(at.end)}
    </span>
  );
}
