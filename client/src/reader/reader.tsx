import type { Delegation, Text, TextId, Theme } from "@apostil/shared/model";
import type { SummaryMessage } from "@apostil/shared/protocol";
import { useCallback, useMemo, useState } from "react";
import { type Marking, MarkingProvider } from "../annotations/index.ts";
import { words } from "../i18n/index.ts";
import { ApiProblem, api, useMe } from "../session/index.ts";
import { EmptyState, RequestView, useRequest } from "../ui/index.ts";
import { fragmentOf } from "./fragment.ts";
import styles from "./reader.module.css";
import { createReading, ReadingContext, useReading } from "./reading.ts";
import { TextScreen } from "./text-screen.tsx";

export type ReaderProps = { readonly textId: TextId };

type Loaded = {
  readonly text: Text;
  readonly themes: readonly Theme[];
  readonly delegations: readonly Delegation[];
  readonly summary: SummaryMessage | null;
};

async function load(id: TextId): Promise<Loaded | null> {
  try {
    const [text, codebook, people, summary] = await Promise.all([
      ...([api.text(id), api.codebook(), api.people()] as const),
      // the link brings it, too
      api.summary(id).catch(() => null),
    ]);
    return { text, themes: codebook.themes, delegations: people.delegations, summary };
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "notFound") return null;
    throw error;
  }
}

/** The Text screen: a text paragraph by paragraph, with what people wrote beside it. */
export function Reader({ textId }: ReaderProps) {
  const request = useRequest(useCallback(() => load(textId), [textId]));
  if (request.now.state === "ready" && request.now.value) return <Loaded loaded={request.now.value} />;
  return (
    <main className={styles["state"]}>
      <RequestView request={request} loading={words.reader.loading} failed={words.reader.failed} lines={8}>
        {() => (
          <EmptyState level={1} title={words.reader.notFound}>
            {words.reader.notFoundHint}
          </EmptyState>
        )}
      </RequestView>
    </main>
  );
}

function Loaded({ loaded }: { readonly loaded: Loaded }) {
  const [reading] = useState(createReading);
  return (
    <ReadingContext value={reading}>
      <Within loaded={loaded} />
    </ReadingContext>
  );
}

const linkTo: Marking["linkTo"] = ({ paragraph, id }) =>
  new URL(fragmentOf({ paragraph, annotation: id }), location.href).href;

function Within({ loaded }: { readonly loaded: Loaded }) {
  const { layers } = useMe();
  const wanted = useReading((now) => now.layer);
  // A layer that is no longer ours, after a change of delegation, gives way to the shared one.
  const layer = layers.some((view) => view.layer === wanted) ? wanted : "shared";
  const marking = useMemo((): Marking => ({ ...loaded, layers, layer, linkTo }), [loaded, layers, layer]);
  return (
    <MarkingProvider value={marking}>
      <TextScreen first={loaded.summary} />
    </MarkingProvider>
  );
}
