import { EditorContent, useEditor, useEditorState } from "@tiptap/react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { words } from "../i18n/index.ts";
import type { RoomHandle } from "../session/index.ts";
import { noteExtensions } from "./extensions.ts";
import styles from "./note.module.css";
import { Toolbar } from "./toolbar.tsx";
import { useFirstFocus } from "./use-first-focus.ts";

export type NoteEditorProps = {
  readonly handle: RoomHandle;
  readonly user: { readonly name: string; readonly color: string };
  readonly label: string;
  readonly onClose: () => void;
};

/** Tiptap on a room's note, with the carets of the others. While it is open, the others see our caret. */
export default function NoteEditor({ handle, user, label, onClose }: NoteEditorProps) {
  // Before the editor exists: a caret is only told on a state that is there.
  useEffect(() => handle.announce(), [handle]);
  const close = useRef(onClose);
  close.current = onClose;
  const editor = useEditor({
    extensions: noteExtensions({ note: handle.note, awareness: handle.awareness, user }),
    injectCSS: false,
    editorProps: {
      attributes: {
        class: styles["editor"] ?? "",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-placeholder": words.notes.placeholder,
      },
      // ProseMirror takes Escape for itself otherwise.
      handleKeyDown: (_view, { key }) => {
        if (key === "Escape") close.current();
        return key === "Escape";
      },
    },
  });
  const frame = useRef<HTMLDivElement>(null);
  useFirstFocus(editor, frame);
  const isEmpty = useEditorState({ editor, selector: (now) => now.editor?.isEmpty ?? true });
  if (!editor) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape on its way out of the toolbar
    <div ref={frame} className={styles["frame"]} onKeyDown={onKeyDown}>
      <Toolbar editor={editor} />
      <div className={styles["words"]}>
        {isEmpty ? (
          <p className={styles["placeholder"]} aria-hidden="true">
            {words.notes.placeholder}
          </p>
        ) : null}
        <EditorContent editor={editor} />
      </div>
    </div>
  );
}
