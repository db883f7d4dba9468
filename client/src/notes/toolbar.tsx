import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Bold, Heading, Italic, List, ListOrdered, type LucideIcon, TextQuote } from "lucide-react";
import { words } from "../i18n/index.ts";
import { IconButton } from "../ui/index.ts";
import { LinkButton } from "./link-button.tsx";
import styles from "./note.module.css";

/** The heading that the button makes; 1 and 3 come by typing `#` and `###`. */
const HEADING_LEVEL = 2;

type Tool = {
  readonly name: string;
  readonly label: string;
  readonly kbd?: string;
  readonly Icon: LucideIcon;
  readonly run: (editor: Editor) => void;
};

const TOOLS: readonly Tool[] = [
  {
    name: "bold",
    label: words.notes.bold,
    Icon: Bold,
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: "italic",
    label: words.notes.italic,
    Icon: Italic,
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: "heading",
    label: words.notes.heading,
    Icon: Heading,
    run: (editor) => editor.chain().focus().toggleHeading({ level: HEADING_LEVEL }).run(),
  },
  {
    name: "bulletList",
    label: words.notes.bullets,
    Icon: List,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: "orderedList",
    label: words.notes.numbers,
    Icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    label: words.notes.quote,
    Icon: TextQuote,
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
];

/** The few formats that a note needs; the rest comes by typing Markdown. */
export function Toolbar({ editor }: { readonly editor: Editor }) {
  const active = useEditorState({
    editor,
    selector: (now) => TOOLS.map(({ name }) => now.editor.isActive(name)).join(),
  }).split(",");
  return (
    <div className={styles["tools"]} role="toolbar" aria-label={words.notes.toolbar}>
      {TOOLS.map(({ name, label, Icon, run }, index) => (
        <IconButton
          key={name}
          label={label}
          icon={<Icon size={15} aria-hidden="true" />}
          pressed={active[index] === "true"}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        />
      ))}
      <span className={styles["rule"]} aria-hidden="true" />
      <LinkButton editor={editor} />
    </div>
  );
}
