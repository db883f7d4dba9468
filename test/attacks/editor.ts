import { noteSchema } from "@apostil/client/notes/extensions.ts";
import { getSchema } from "@tiptap/core";
import { EditorState, type PluginView, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { redo, undo, ySyncPlugin, ySyncPluginKey, yUndoPlugin, yUndoPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";

/** The nodes and marks of the product's own editor. */
export const schema = getSchema(noteSchema);

/**
 * The product's editor without a screen: ProseMirror's state with the very plugins that bind it to Yjs. They ask of a view
 * no more than its state, a way to change it, and whether it has the focus.
 */
export class HeadlessEditor {
  state: EditorState;
  readonly #views: PluginView[] = [];

  constructor(note: Y.XmlFragment) {
    this.state = EditorState.create({ schema, plugins: [ySyncPlugin(note), yUndoPlugin()] });
    // bringing a selection back is the one thing in which the binding throws, where the note has become shorter
    const { binding } = ySyncPluginKey.getState(this.state);
    Object.defineProperty(binding, "beforeTransactionSelection", { get: () => null, set: () => {} });
    // what is undone together must not hang on the clock: the same seed does the same
    yUndoPluginKey.getState(this.state).undoManager.captureTimeout = Number.POSITIVE_INFINITY;
    const view = this as unknown as EditorView;
    // a plugin may change the state as soon as it is shown
    for (const plugin of this.state.plugins) {
      const shown = plugin.spec.view?.(view);
      if (shown) this.#views.push(shown);
    }
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const view of this.#views) view.update?.(this as unknown as EditorView, before);
  };

  hasFocus(): boolean {
    return false;
  }

  undo(): void {
    undo(this.state);
  }
  redo(): void {
    redo(this.state);
  }

  /** What comes next is undone by itself. */
  pause(): void {
    yUndoPluginKey.getState(this.state)?.undoManager.stopCapturing();
  }

  destroy(): void {
    for (const view of this.#views) view.destroy?.();
  }
}
