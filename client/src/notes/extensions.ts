import { isSafeLink } from "@apostil/shared/model";
import type { Extensions } from "@tiptap/core";
import Collaboration from "@tiptap/extension-collaboration";
import CollaborationCaret from "@tiptap/extension-collaboration-caret";
import StarterKit from "@tiptap/starter-kit";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { caretOf, selectionOf } from "./caret.ts";

/**
 * The editor's nodes and marks: exactly those of the shared note schema (a test compares them), because the server
 * refuses any other. No undo of its own (the shared document has one that takes back only one's own edits), and no
 * trailing paragraph, which would write into a note by merely opening it.
 */
export const noteSchema: Extensions = [
  StarterKit.configure({
    undoRedo: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3] },
    link: {
      openOnClick: false,
      isAllowedUri: (address) => isSafeLink(address),
      shouldAutoLink: (address) => isSafeLink(address),
      HTMLAttributes: { target: "_blank", rel: "noopener noreferrer" },
    },
  }),
];

export type EditorParts = {
  readonly note: Y.XmlFragment;
  readonly awareness: Awareness;
  readonly user: { readonly name: string; readonly color: string };
};

/** The schema, bound to a room's note and to the carets of the others. */
export const noteExtensions = ({ note, awareness, user }: EditorParts): Extensions => [
  ...noteSchema,
  Collaboration.configure({ fragment: note }),
  CollaborationCaret.configure({
    provider: { awareness },
    user,
    render: caretOf,
    selectionRender: selectionOf,
  }),
];
