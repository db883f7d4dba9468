import { Lock, Users } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { layerName, words } from "../i18n/index.ts";
import { Button, TextArea } from "../ui/index.ts";
import styles from "./composer.module.css";
import { useMarking, viewOf } from "./marking.tsx";

export type ComposerProps = {
  /** Words begun under the same key are there again when the composer is opened again. */
  readonly draft: string;
  /** The wire layer that the words go to. */
  readonly layer: string;
  readonly label: string;
  readonly placeholder: string;
  readonly action: string;
  /** Words to begin with, when something is edited. */
  readonly initial?: string;
  readonly onSend: (words: string) => void;
  readonly onCancel: () => void;
};

/** Words that were begun and not sent, kept while the page is open: nobody's words vanish with a stray Escape. */
const drafts = new Map<string, string>();

/** A field for a comment or reply that says who will be able to read it. */
export function Composer(props: ComposerProps) {
  const { draft, layer, initial = "", onSend, onCancel } = props;
  const [typed, setTyped] = useState(() => drafts.get(draft) ?? initial);
  const area = useFocusAtEnd();
  const write = (value: string) => {
    setTyped(value);
    drafts.set(draft, value);
  };
  const send = () => {
    if (typed.trim() === "") return;
    drafts.delete(draft);
    onSend(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className={styles["composer"]}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        ref={area}
        label={props.label}
        hideLabel
        placeholder={props.placeholder}
        value={typed}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <VisibleTo layer={layer} />
      <div className={styles["buttons"]}>
        <Button look="quiet" onClick={onCancel}>
          {words.common.cancel}
        </Button>
        <Button look="first" type="submit" disabled={typed.trim() === ""}>
          {props.action}
        </Button>
      </div>
    </form>
  );
}

/** Puts the cursor behind the last word, once, when the field appears. */
function useFocusAtEnd() {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const field = area.current;
    if (!field) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollIntoView({ block: "nearest" });
  }, []);
  return area;
}

/** "Visible to: Norway, 4 people". */
function VisibleTo({ layer }: { readonly layer: string }) {
  const { layers } = useMarking();
  const view = viewOf(layers, layer);
  if (!view) return null;
  const { annotations } = words;
  const readers = {
    shared: () => annotations.visible.shared(view.readers),
    delegation: () => annotations.visible.delegation(layerName(view), view.readers),
    private: () => annotations.visible.private,
    final: () => annotations.visible.other(view.readers),
    round: () => annotations.visible.other(view.readers),
  }[view.kind]();
  const Icon = view.kind === "shared" ? Users : Lock;
  return (
    <p className={styles["visible"]}>
      <Icon size={14} aria-hidden="true" />
      <span>
        {annotations.visibleTo} <b>{readers}</b>
      </span>
    </p>
  );
}
