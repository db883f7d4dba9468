import type { Paragraph } from "@apostil/shared/model";
import { Link, MessageSquare, PenLine, Quote, Tag } from "lucide-react";
import { words } from "../i18n/index.ts";
import { IconButton } from "../ui/index.ts";
import { useActions } from "./actions.ts";
import styles from "./paragraph-bar.module.css";

const { reader: say } = words;
const SIZE = 15;

/** What one can do with a whole paragraph: comes with the pointer, the focus, or when it is the chosen one. */
export function ParagraphBar({ paragraph }: { readonly paragraph: Paragraph }) {
  const { mayAnnotate, mayWriteNote, ...act } = useActions();
  const { id } = paragraph;
  return (
    <div
      className={styles["bar"]}
      role="toolbar"
      aria-label={say.paragraphBar(paragraph.label ?? say.unnumbered)}
      data-paragraph-bar=""
    >
      {mayAnnotate ? (
        <>
          <IconButton
            label={say.comment}
            kbd={say.keys.comment}
            icon={<MessageSquare size={SIZE} aria-hidden="true" />}
            onClick={() => act.startComment(id, [])}
          />
          <IconButton
            label={say.tag}
            kbd={say.keys.tag}
            icon={<Tag size={SIZE} aria-hidden="true" />}
            onClick={() => act.startTag(id, [])}
          />
        </>
      ) : null}
      {mayWriteNote ? (
        <IconButton
          label={say.note}
          kbd={say.keys.note}
          icon={<PenLine size={SIZE} aria-hidden="true" />}
          onClick={() => act.openNote(id)}
        />
      ) : null}
      <IconButton
        label={say.copyLink}
        icon={<Link size={SIZE} aria-hidden="true" />}
        onClick={() => act.copyLink(id)}
      />
      {paragraph.label ? (
        <IconButton
          label={say.copyCitation}
          icon={<Quote size={SIZE} aria-hidden="true" />}
          onClick={() => act.copyCitation(id)}
        />
      ) : null}
    </div>
  );
}
