/** The note of a paragraph: read without the editor, written with Tiptap, which is fetched only then. */
export { Note, type NoteProps } from "./note.tsx";
