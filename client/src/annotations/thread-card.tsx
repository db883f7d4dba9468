import { type AnnotationId, type Paragraph, quoteOf, targetIn } from "@apostil/shared/model";
import { Check, ChevronRight } from "lucide-react";
import { useState } from "react";
import { words } from "../i18n/index.ts";
import { cx } from "../ui/index.ts";
import styles from "./card.module.css";
import { Composer } from "./composer.tsx";
import { Entry } from "./entry.tsx";
import { reply } from "./fields.ts";
import { useRights } from "./marking.tsx";
import { type Thread, wordsIn } from "./threads.ts";
import { useCommands } from "./use-commands.ts";

export type CardProps = {
  readonly paragraph: Pick<Paragraph, "id" | "text">;
  /** Lit up: its words, or it itself, are pointed at. */
  readonly on: boolean;
  /** Lit up by a press or a link, not just in passing. */
  readonly pinned: boolean;
  /** The pointer or focus is on it (`null`: no longer). */
  readonly onPoint: (ids: readonly AnnotationId[] | null) => void;
};

/** What makes a card light up its words: pointer and focus. */
export const pointing = (ids: readonly AnnotationId[], onPoint: CardProps["onPoint"]) => ({
  onPointerEnter: () => onPoint(ids),
  onPointerLeave: () => onPoint(null),
  onFocus: () => onPoint(ids),
  onBlur: () => onPoint(null),
});

/** A comment with its answers. A resolved one is folded into a line, unless somebody asked for it. */
export function ThreadCard({ thread, ...card }: CardProps & { readonly thread: Thread }) {
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const { root } = thread;
  if (root.status === "resolved" && !(unfolded ?? card.pinned))
    return <Folded thread={thread} onPoint={card.onPoint} onOpen={() => setUnfolded(true)} />;
  return (
    <article
      id={`card-${root.id}`}
      className={cx(styles["card"], card.on && styles["on"], root.status === "resolved" && styles["done"])}
      aria-label={words.annotations.thread(root.creator.name)}
      {...pointing([root.id], card.onPoint)}
    >
      <Entry annotation={root} root>
        <Quote thread={thread} paragraph={card.paragraph} />
      </Entry>
      {thread.replies.map((answer) => (
        <div key={answer.id} className={styles["reply"]}>
          <Entry annotation={answer} />
        </div>
      ))}
      <Footer thread={thread} onFold={() => setUnfolded(false)} />
    </article>
  );
}

function Folded(props: {
  readonly thread: Thread;
  readonly onOpen: () => void;
  readonly onPoint: CardProps["onPoint"];
}) {
  const { root, replies } = props.thread;
  return (
    <button
      type="button"
      id={`card-${root.id}`}
      className={styles["folded"]}
      aria-expanded={false}
      onClick={props.onOpen}
      {...pointing([root.id], props.onPoint)}
    >
      <Check size={14} aria-hidden="true" />
      <span>{words.annotations.resolved(root.creator.name, replies.length)}</span>
      <ChevronRight size={14} aria-hidden="true" />
    </button>
  );
}

/** The words that a comment is about; says so when they are no longer there. */
function Quote({ thread, paragraph }: { readonly thread: Thread } & Pick<CardProps, "paragraph">) {
  const target = targetIn(thread.root, paragraph.id);
  const quote = target && quoteOf(target);
  if (!quote) return null;
  const there = wordsIn(thread.root, paragraph) !== null;
  return (
    <>
      <q className={styles["quote"]}>{quote.exact}</q>
      {there ? null : <p className={styles["orphan"]}>{words.annotations.orphan}</p>}
    </>
  );
}

function Footer({ thread, onFold }: { readonly thread: Thread; readonly onFold: () => void }) {
  const [replying, setReplying] = useState(false);
  const rights = useRights();
  const { create, patch } = useCommands();
  const { root } = thread;
  const mayReply = rights("annotate", root.layer);
  const mayResolve = rights("resolveAnnotation", root.layer, root.creator.id);
  if (replying)
    return (
      <div className={styles["reply"]}>
        <Composer
          draft={`reply ${root.id}`}
          layer={root.layer}
          label={words.annotations.writeReply}
          placeholder={words.annotations.replyPlaceholder}
          action={words.annotations.sendReply}
          onCancel={() => setReplying(false)}
          onSend={(value) => {
            create(root.paragraph, root.layer, reply(value, root.id));
            setReplying(false);
          }}
        />
      </div>
    );
  const resolved = root.status === "resolved";
  if (!mayReply && !mayResolve && !resolved) return null;
  return (
    <footer className={styles["foot"]}>
      {mayReply ? (
        <button type="button" onClick={() => setReplying(true)}>
          {words.annotations.reply}
        </button>
      ) : null}
      {mayResolve ? (
        <button type="button" onClick={() => patch(root, { status: resolved ? "open" : "resolved" })}>
          {resolved ? words.annotations.reopen : words.annotations.resolve}
        </button>
      ) : null}
      {resolved ? (
        <button type="button" aria-expanded={true} onClick={onFold}>
          {words.annotations.hide}
        </button>
      ) : null}
    </footer>
  );
}
