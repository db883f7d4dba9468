import type { ParagraphId } from "@apostil/shared/model";
import type { SummaryMessage } from "@apostil/shared/protocol";
import { useEffect, useMemo, useRef, useState } from "react";
import { useMarking } from "../annotations/index.ts";
import { textTitle } from "../i18n/index.ts";
import { type ParagraphMarks, useTextMarks } from "../session/index.ts";
import { fetchTheRest, later, useTitle } from "../ui/index.ts";
import { ActionsProvider, useActions, useMakeActions } from "./actions.ts";
import { Arrivals } from "./arrivals.tsx";
import { Head } from "./head.tsx";
import { NothingMarked } from "./nothing-marked.tsx";
import { Outline } from "./outline.tsx";
import styles from "./reader.module.css";
import { useReading } from "./reading.ts";
import { Rows } from "./rows.tsx";
import type { SheetProps } from "./sheet.tsx";
import { summaryOf } from "./summary.ts";
import { TaskPalette } from "./task-palette.tsx";
import { useKeys } from "./use-keys.ts";
import { useMedia } from "./use-media.ts";
import { useNear } from "./use-near.ts";
import { usePeople } from "./use-people.ts";
import { usePlace } from "./use-place.ts";
import { useReadMarks } from "./use-read-marks.ts";
import { useSelection } from "./use-selection.ts";
import { useViewport } from "./use-viewport.ts";
import { WordsBar } from "./words-bar-later.tsx";

/** Fetched where the window is narrow. */
const Sheet = later<SheetProps>(() => import("./sheet.tsx").then(({ Sheet }) => Sheet));

/** Where the style sheets put the cards into a sheet. */
const NARROW = "(max-width: 720px)";

export type TextScreenProps = {
  /** The summary that the page began with; `null` when it could not be had. */
  readonly first: SummaryMessage | null;
};

/** The text with everything around it. */
export function TextScreen({ first }: TextScreenProps) {
  const { text, layer } = useMarking();
  const actions = useMakeActions(layer);
  useTitle(textTitle(text));
  return (
    <ActionsProvider value={actions}>
      <Page first={first} />
    </ActionsProvider>
  );
}

function Page({ first }: TextScreenProps) {
  const { text, layers } = useMarking();
  const { view, setNear } = useTextMarks(
    text.id,
    useMemo(() => layers.map(({ layer }) => layer), [layers]),
    first,
  );
  const marks = view.paragraphs;
  const summary = useMemo(() => summaryOf(view.totals), [view.totals]);
  const narrow = useMedia(NARROW);
  const [outline, setOutline] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { go } = useActions();
  useViewport(main);
  usePlace();
  useKeys();
  useSelection();
  usePeople();
  useTheRest();
  useNear(setNear);
  const markAllRead = useReadMarks(view);
  return (
    <div className={styles["page"]}>
      <Outline
        marks={marks}
        unread={view.unread}
        onAllRead={markAllRead}
        open={outline}
        onOpenChange={setOutline}
      />
      <main ref={main} className={styles["text"]}>
        <Head summary={summary} />
        {summary.marked ? null : (
          <NothingMarked
            suggestions={summary.suggestions}
            onSuggestions={() => {
              const first = firstSuggested(marks, text.paragraphs);
              if (first) go(first);
            }}
          />
        )}
        <Rows marks={marks} narrow={narrow} />
      </main>
      {narrow ? <Sheet marks={marks} /> : null}
      <WordsBar />
      <TaskPalette counts={summary.themes} />
      <Arrivals marks={marks} />
    </div>
  );
}

/** What a hand at the text may want comes with the first paragraph that is chosen, or once the page is quiet. */
function useTheRest(): void {
  const busy = useReading((now) => now.chosen !== null);
  useEffect(() => fetchTheRest(busy), [busy]);
}

/** The first paragraph, in the order of the text, that a suggestion stands at. */
function firstSuggested(
  marks: ReadonlyMap<ParagraphId, ParagraphMarks>,
  paragraphs: readonly { readonly id: ParagraphId }[],
): ParagraphId | null {
  const found = paragraphs.find(({ id }) => marks.get(id)?.counts.suggestions);
  return found?.id ?? null;
}
