import { type Annotation, wordsOf } from "@apostil/shared/model";
import { Ellipsis, Link, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { format, words } from "../i18n/index.ts";
import { Avatar, Confirm, copyText, IconButton, Menu, MenuItem } from "../ui/index.ts";
import styles from "./card.module.css";
import { Composer } from "./composer.tsx";
import { edited } from "./fields.ts";
import { LayerMark } from "./layer-mark.tsx";
import { delegationOf, useMarking, useRights } from "./marking.tsx";
import { useCommands } from "./use-commands.ts";

export type EntryProps = {
  readonly annotation: Annotation;
  /** A comment says its layer; replies are in the same one. */
  readonly root?: boolean;
  /** The quoted words, between head and words. */
  readonly children?: React.ReactNode;
};

/** A comment or reply: who, when, the words, and what one may do with one's own. */
export function Entry({ annotation, root = false, children }: EntryProps) {
  const { patch } = useCommands();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <EntryHead annotation={annotation} root={root} onEdit={() => setEditing(true)} />
      {children}
      {editing ? (
        <Composer
          draft={`edit ${annotation.id}`}
          layer={annotation.layer}
          label={root ? words.annotations.write : words.annotations.writeReply}
          placeholder=""
          action={words.common.save}
          initial={wordsOf(annotation)}
          onCancel={() => setEditing(false)}
          onSend={(value) => {
            patch(annotation, { body: edited(annotation, value) });
            setEditing(false);
          }}
        />
      ) : (
        <p className={styles["words"]}>{wordsOf(annotation)}</p>
      )}
    </>
  );
}

type EntryHeadProps = {
  readonly annotation: Annotation;
  readonly root: boolean;
  readonly onEdit: () => void;
};

function EntryHead({ annotation, root, onEdit }: EntryHeadProps) {
  const { delegations } = useMarking();
  const { isPending } = useCommands();
  const { creator } = annotation;
  const delegation = delegationOf(delegations, creator.delegation);
  const when = isPending(annotation) ? words.annotations.sending : format.moment(annotation.created);
  return (
    <header className={styles["head"]}>
      <Avatar name={creator.name} colour={delegation.colour} decorative />
      <div className={styles["who"]}>
        <b>{creator.name}</b>
        <span className={styles["when"]} title={format.dateTime(annotation.created)}>
          {words.annotations.by(delegation.name, when)}
        </span>
        {root ? <LayerMark layer={annotation.layer} /> : null}
      </div>
      <More annotation={annotation} root={root} onEdit={onEdit} />
    </header>
  );
}

/** Everybody may copy a comment's link; edit and delete are for those who may. */
function More({ annotation, root, onEdit }: EntryHeadProps) {
  const rights = useRights();
  const { linkTo } = useMarking();
  const { remove } = useCommands();
  const [asking, setAsking] = useState(false);
  const { creator, layer } = annotation;
  const mayEdit = rights("editAnnotation", layer, creator.id);
  const mayRemove = rights("removeAnnotation", layer, creator.id);
  if (!root && !mayEdit && !mayRemove) return null;
  const trigger = (
    <IconButton
      className={styles["more"] ?? ""}
      label={words.annotations.more(creator.name)}
      icon={<Ellipsis size={16} aria-hidden="true" />}
    />
  );
  return (
    <>
      <Menu trigger={trigger}>
        {root ? (
          <MenuItem
            icon={<Link size={16} aria-hidden="true" />}
            onSelect={() => void copyText(linkTo(annotation))}
          >
            {words.annotations.copyLink}
          </MenuItem>
        ) : null}
        {mayEdit ? (
          <MenuItem icon={<Pencil size={16} aria-hidden="true" />} onSelect={onEdit}>
            {words.annotations.edit}
          </MenuItem>
        ) : null}
        {mayRemove ? (
          <MenuItem danger icon={<Trash2 size={16} aria-hidden="true" />} onSelect={() => setAsking(true)}>
            {words.annotations.remove}
          </MenuItem>
        ) : null}
      </Menu>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={words.annotations.removeTitle}
        description={words.annotations.removeHint}
        action={words.annotations.removeAction}
        onConfirm={() => {
          setAsking(false);
          remove(annotation);
        }}
      />
    </>
  );
}
