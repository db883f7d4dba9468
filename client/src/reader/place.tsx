import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import type { ParagraphMarks } from "../session/index.ts";
import { useReadingStore } from "./reading.ts";

export type PlaceProps = {
  /** Names the place among all of the page. */
  readonly of: string;
  readonly className: string | undefined;
  readonly style?: CSSProperties;
  /** Whether all that belongs here is drawn: its height is then the true one. */
  readonly drawn: boolean;
  /** How high it probably is, in CSS pixels, for what was never drawn. */
  readonly guess: number;
  readonly children: ReactNode;
};

/**
 * Room for what is drawn near the window only: as high as it was when it was drawn last, so that the text does not jump
 * when it goes and comes.
 */
export function Place({ of, className, style, drawn, guess, children }: PlaceProps) {
  const { heights } = useReadingStore();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!drawn || !element) return;
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize;
      if (height !== undefined) heights.set(of, height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [drawn, heights, of]);
  const kept = drawn ? 0 : (heights.get(of) ?? guess);
  return (
    <div
      ref={place}
      className={className}
      style={kept > 0 ? { ...style, minHeight: kept } : style}
      data-kept={kept > 0 || undefined}
    >
      {children}
    </div>
  );
}

/** Heights of what is usual, in CSS pixels, as the style sheets make them: a card with a line of words, and so on. */
const HEIGHT = { tags: 34, note: 96, open: 150, resolved: 44, reply: 56, highlight: 36 } as const;

/** Probable height of a paragraph's tags and notes. */
export function underHeight({ counts, notes }: ParagraphMarks): number {
  const tagged = counts.tags !== undefined || counts.suggestions !== undefined;
  return (tagged ? HEIGHT.tags : 0) + notes * HEIGHT.note;
}

/** Probable height of a paragraph's cards. */
export function cardsHeight({ counts }: ParagraphMarks): number {
  const { open = 0, resolved = 0, replies = 0, highlights = 0 } = counts;
  return (
    open * HEIGHT.open +
    resolved * HEIGHT.resolved +
    (open > 0 ? replies * HEIGHT.reply : 0) +
    highlights * HEIGHT.highlight
  );
}
