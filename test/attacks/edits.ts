import { lift, setBlockType, toggleMark, wrapIn } from "@tiptap/pm/commands";
import { Fragment, type Node, type NodeType, Slice } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { canJoin, canSplit } from "@tiptap/pm/transform";
import { type HeadlessEditor, schema } from "./editor.ts";
import type { Random } from "./random.ts";

/** What a person does in an editor, at random: with all nodes and marks of a note. */
export type Edit = (editor: HeadlessEditor, random: Random) => void;

const WORDS = ["gender", "Encourages ", "é", "😀", "国际人道法", " all States", "\u2011", "a", "b ", "مرحبا"];

const node = (name: string): NodeType => {
  const type = schema.nodes[name];
  if (!type) throw new Error(`No node is called ${name}`);
  return type;
};

/** No cursor stands between the two halves of a character. */
function whole(doc: Node, at: number): number {
  const around = doc.textBetween(Math.max(0, at - 1), Math.min(doc.content.size, at + 1), "|", "|");
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(around) ? at + 1 : at;
}

/** Puts the cursor somewhere, or selects up to `most` characters from there. */
function select(editor: HeadlessEditor, random: Random, most = 0): void {
  const { doc, tr } = editor.state;
  const from = whole(doc, random.below(doc.content.size + 1));
  const to = whole(doc, Math.min(doc.content.size, from + random.below(most + 1)));
  editor.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))));
}

const run = (editor: HeadlessEditor, command: Command): void => void command(editor.state, editor.dispatch);

const type: Edit = (editor, random) => {
  select(editor, random);
  for (let keys = 1 + random.below(5); keys > 0; keys--)
    if (editor.state.selection.$from.parent.isTextblock)
      editor.dispatch(editor.state.tr.insertText(random.pick(WORDS)));
};

const remove: Edit = (editor, random) => {
  select(editor, random, random.pick([1, 3, 20, 60]));
  editor.dispatch(editor.state.tr.deleteSelection());
};

const replace: Edit = (editor, random) => {
  select(editor, random, 12);
  if (editor.state.selection.$from.parent.isTextblock)
    editor.dispatch(editor.state.tr.insertText(random.pick(WORDS)));
};

const split: Edit = (editor, random) => {
  select(editor, random);
  const { from } = editor.state.selection;
  if (canSplit(editor.state.doc, from)) editor.dispatch(editor.state.tr.split(from));
};

const join: Edit = (editor, random) => {
  const at = random.below(editor.state.doc.content.size + 1);
  if (canJoin(editor.state.doc, at)) editor.dispatch(editor.state.tr.join(at));
};

const mark: Edit = (editor, random) => {
  select(editor, random, 15);
  const chosen = random.pick(Object.values(schema.marks));
  const attributes =
    chosen.name === "link" ? { href: random.pick(["https://un.org/", "mailto:a@b.org"]) } : {};
  run(editor, toggleMark(chosen, attributes));
};

const block: Edit = (editor, random) => {
  select(editor, random, 10);
  const name = random.pick(["paragraph", "heading", "heading", "codeBlock"]);
  const attributes =
    name === "heading" ? { level: 1 + random.below(3) } : name === "codeBlock" ? { language: "en" } : {};
  run(editor, setBlockType(node(name), attributes));
};

const wrap: Edit = (editor, random) => {
  select(editor, random, 10);
  if (editor.state.selection.$from.depth > 9) return;
  run(
    editor,
    random.pick([
      wrapIn(node("blockquote")),
      wrapInList(node("bulletList")),
      wrapInList(node("orderedList"), { start: 1 + random.below(9) }),
      sinkListItem(node("listItem")),
      splitListItem(node("listItem")),
    ]),
  );
};

const unwrap: Edit = (editor, random) => {
  select(editor, random, 10);
  run(editor, random.pick([lift, liftListItem(node("listItem"))]));
};

const insert: Edit = (editor, random) => {
  select(editor, random);
  const name = random.pick(["hardBreak", "horizontalRule"]);
  editor.dispatch(editor.state.tr.replaceSelectionWith(node(name).create()));
};

const paste: Edit = (editor, random) => {
  select(editor, random, 5);
  const paragraphs = [0, 1, 2].map(() =>
    node("paragraph").create(null, schema.text(random.pick(WORDS).repeat(1 + random.below(20)))),
  );
  editor.dispatch(editor.state.tr.replaceSelection(new Slice(Fragment.from(paragraphs), 1, 1)));
};

/** Takes away a whole block, with whatever the other one is typing in it. */
const removeBlock: Edit = (editor, random) => {
  const { doc, tr } = editor.state;
  if (doc.childCount < 2) return;
  const index = random.below(doc.childCount);
  let from = 0;
  for (let n = 0; n < index; n++) from += doc.child(n).nodeSize;
  editor.dispatch(tr.delete(from, from + doc.child(index).nodeSize));
};

const undo: Edit = (editor, random) => {
  for (let times = 1 + random.below(3); times > 0; times--) editor.undo();
};
const redo: Edit = (editor) => editor.redo();
const pause: Edit = (editor) => editor.pause();

/** Often first: how often something stands here is how often it is done. */
const EDITS: readonly Edit[] = [
  ...[type, type, type, type, type, type, type, remove, remove, replace, replace],
  ...[split, split, join, mark, mark, mark, block, wrap, unwrap, insert, paste],
  ...[removeBlock, undo, undo, redo, pause],
];

export const edit: Edit = (editor, random) => random.pick(EDITS)(editor, random);
