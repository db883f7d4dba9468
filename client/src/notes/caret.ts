import { words } from "../i18n/index.ts";
import styles from "./caret.module.css";

/** What the server says of a person in a note. */
type Person = { readonly name?: unknown; readonly color?: unknown };

const nameOf = ({ name }: Person): string =>
  typeof name === "string" && name !== "" ? name : words.notes.someone;

const colourOf = ({ color }: Person): string | null =>
  typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color) ? color : null;

/** The caret of somebody else, with the name. Colours go in by CSSOM: style attributes in HTML are refused. */
export function caretOf(person: Person): HTMLElement {
  const caret = document.createElement("span");
  caret.className = styles["caret"] ?? "";
  const colour = colourOf(person);
  if (colour) caret.style.setProperty("--c", colour);
  const label = document.createElement("span");
  label.className = styles["label"] ?? "";
  label.textContent = nameOf(person);
  caret.append(label);
  return caret;
}

/** Words that somebody else has selected. ProseMirror sets `style` by CSSOM. */
export function selectionOf(person: Person): { class: string; style: string } {
  const colour = colourOf(person);
  return { class: styles["selection"] ?? "", style: colour ? `--c: ${colour}` : "" };
}
