import { useMemo, useSyncExternalStore } from "react";
import type * as Y from "yjs";
import { type NoteNode, noteTree } from "./note-tree.ts";

/** A note as plain data that stays the same object until the note changes. */
function watched(note: Y.XmlFragment) {
  let tree: readonly NoteNode[] | null = null;
  return {
    get: () => {
      tree ??= noteTree(note);
      return tree;
    },
    subscribe: (listener: () => void) => {
      const changed = () => {
        tree = null;
        listener();
      };
      note.observeDeep(changed);
      tree = null;
      return () => note.unobserveDeep(changed);
    },
  };
}

/** The words of a note; renders again when anybody changes them. */
export function useNoteTree(note: Y.XmlFragment): readonly NoteNode[] {
  const { get, subscribe } = useMemo(() => watched(note), [note]);
  return useSyncExternalStore(subscribe, get);
}
