import { PenLine } from "lucide-react";
import { Component, lazy, type ReactNode, Suspense } from "react";
import { words } from "../i18n/index.ts";
import { type RoomHandle, useRoom, useSaveState } from "../session/index.ts";
import { Banner, Button, IconButton } from "../ui/index.ts";
import styles from "./note.module.css";
import { hasWords, type NoteNode } from "./note-tree.ts";
import { NoteView } from "./note-view.tsx";
import { useNoteTree } from "./use-note.ts";

/** Tiptap weighs as much as the rest of the page: it comes when somebody writes. */
const NoteEditor = lazy(() => import("./note-editor.tsx"));

export type NoteProps = {
  /** The room whose note it is: `sres2395/op21/shared`. */
  readonly room: string;
  /** Where it stands: `OP21`. */
  readonly label: string;
  readonly layerName: string;
  /** Beside the layer's name, such as a lock. */
  readonly layerMark?: ReactNode;
  /** Name and colour that the others see at our caret. */
  readonly user: { readonly name: string; readonly color: string };
  readonly mayWrite: boolean;
  /** Said to those who may not write, while the note is open. */
  readonly whyNot: string;
  /** Being written, or to be written. */
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

/** The note of a paragraph in one layer: nothing while it is empty, its words to read, or the editor. */
export function Note(props: NoteProps) {
  const room = useRoom(props.room);
  if (!room) return null;
  return <NoteOf key={room.epoch} {...props} handle={room} />;
}

function NoteOf(props: NoteProps & { readonly handle: RoomHandle }) {
  const { handle, open, mayWrite, onOpenChange } = props;
  const nodes = useNoteTree(handle.note);
  const refused = handle.state === "refused";
  if (!open && !hasWords(nodes)) return null;
  const writing = open && mayWrite && !refused;
  return (
    <section className={styles["note"]} aria-label={words.notes.of(props.label, props.layerName)}>
      <NoteHead {...props} writing={writing} refused={refused} />
      {writing ? (
        <Rescue key={props.room}>
          <Suspense fallback={<Reading nodes={nodes} busy />}>
            <NoteEditor
              handle={handle}
              user={props.user}
              label={words.notes.of(props.label, props.layerName)}
              onClose={() => onOpenChange(false)}
            />
          </Suspense>
        </Rescue>
      ) : (
        <Reading nodes={nodes} />
      )}
      {open && !mayWrite ? <p className={styles["why"]}>{props.whyNot}</p> : null}
    </section>
  );
}

function Reading({ nodes, busy = false }: { readonly nodes: readonly NoteNode[]; readonly busy?: boolean }) {
  return (
    <div className={styles["words"]} aria-busy={busy}>
      {busy && !hasWords(nodes) ? <p className={styles["busy"]}>{words.notes.loading}</p> : null}
      <NoteView nodes={nodes} />
    </div>
  );
}

type HeadProps = NoteProps & {
  readonly handle: RoomHandle;
  readonly writing: boolean;
  readonly refused: boolean;
};

function NoteHead(props: HeadProps) {
  const { writing, refused, mayWrite, onOpenChange } = props;
  return (
    <header className={styles["head"]}>
      <b>{words.notes.title}</b>
      {props.layerMark ?? <span>{props.layerName}</span>}
      {writing ? <SavedWord connecting={props.handle.state === "connecting"} /> : null}
      {refused ? <span>{words.notes.refused}</span> : null}
      <span className={styles["grow"]} />
      {writing ? (
        <Button look="quiet" className={styles["done"] ?? ""} onClick={() => onOpenChange(false)}>
          {words.notes.done}
        </Button>
      ) : mayWrite && !refused ? (
        <IconButton
          className={styles["edit"] ?? ""}
          label={words.notes.edit}
          icon={<PenLine size={14} aria-hidden="true" />}
          onClick={() => onOpenChange(true)}
        />
      ) : null}
    </header>
  );
}

/** What the server says of saving, beside the note that is being written. */
function SavedWord({ connecting }: { readonly connecting: boolean }) {
  const state = useSaveState();
  if (connecting) return <span>{words.notes.connecting}</span>;
  const say = { saved: words.notes.saved, saving: words.notes.saving, offline: words.notes.offline };
  return <span data-save={state.kind}>{say[state.kind]}</span>;
}

/** The editor's code could not be fetched, or it broke: the note stays readable, and the page whole. */
class Rescue extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Banner kind="error">{words.notes.broken}</Banner> : this.props.children;
  }
}
