import type { Annotation, ParagraphId } from "@apostil/shared/model";
import { useMemo, useRef, useState } from "react";
import { useMarking } from "../annotations/index.ts";
import { textTitle } from "../i18n/index.ts";
import { useAnnotations } from "../session/index.ts";
import { useTitle } from "../ui/index.ts";
import { ActionsProvider, useActions, useMakeActions } from "./actions.ts";
import { Arrivals } from "./arrivals.tsx";
import { Head } from "./head.tsx";
import { NothingMarked } from "./nothing-marked.tsx";
import { Outline } from "./outline.tsx";
import styles from "./reader.module.css";
import { Rows } from "./rows.tsx";
import { Sheet } from "./sheet.tsx";
import { summaryOf } from "./summary.ts";
import { TaskPalette } from "./task-palette.tsx";
import { useKeys } from "./use-keys.ts";
import { useMedia } from "./use-media.ts";
import { usePeople } from "./use-people.ts";
import { usePlace } from "./use-place.ts";
import { useSelection } from "./use-selection.ts";
import { useViewport } from "./use-viewport.ts";
import { WordsBar } from "./words-bar.tsx";

/** Where the style sheets put the cards into a sheet. */
const NARROW = "(max-width: 720px)";

/** The text with everything around it. */
export function TextScreen() {
  const { text, layer } = useMarking();
  const actions = useMakeActions(layer);
  useTitle(textTitle(text));
  return (
    <ActionsProvider value={actions}>
      <Page />
    </ActionsProvider>
  );
}

function Page() {
  const { text, layers } = useMarking();
  const annotations = useAnnotations(
    text.id,
    useMemo(() => text.paragraphs.map(({ id }) => id), [text.paragraphs]),
    useMemo(() => layers.map(({ layer }) => layer), [layers]),
  );
  const summary = useMemo(() => summaryOf(annotations), [annotations]);
  const narrow = useMedia(NARROW);
  const [outline, setOutline] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { go } = useActions();
  useViewport(main);
  usePlace();
  useKeys();
  useSelection();
  usePeople();
  return (
    <div className={styles["page"]}>
      <Outline annotations={annotations} open={outline} onOpenChange={setOutline} />
      <main ref={main} className={styles["text"]}>
        <Head summary={summary} />
        {summary.marked ? null : (
          <NothingMarked
            suggestions={summary.suggestions}
            onSuggestions={() => {
              const first = firstSuggested(annotations, text.paragraphs);
              if (first) go(first);
            }}
          />
        )}
        <Rows annotations={annotations} narrow={narrow} />
      </main>
      {narrow ? <Sheet annotations={annotations} /> : null}
      <WordsBar />
      <TaskPalette counts={summary.themes} />
      <Arrivals annotations={annotations} />
    </div>
  );
}

/** The first paragraph, in the order of the text, that a suggestion stands at. */
function firstSuggested(
  annotations: ReadonlyMap<ParagraphId, readonly Annotation[]>,
  paragraphs: readonly { readonly id: ParagraphId }[],
): ParagraphId | null {
  const found = paragraphs.find(({ id }) =>
    annotations.get(id)?.some(({ status }) => status === "suggested"),
  );
  return found?.id ?? null;
}
