import { isSafeLink } from "@apostil/shared/model";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Link } from "lucide-react";
import { useState } from "react";
import { words } from "../i18n/index.ts";
import { Button, IconButton, Popover, TextField } from "../ui/index.ts";
import styles from "./note.module.css";

/** Links the selected words, or changes the link that the cursor stands in. */
export function LinkButton({ editor }: { readonly editor: Editor }) {
  const [open, setOpen] = useState(false);
  const href = useEditorState({
    editor,
    selector: (now) => now.editor.getAttributes("link")["href"] as string | undefined,
  });
  const set = (address: string | null) => {
    const chain = editor.chain().focus().extendMarkRange("link");
    if (address === null) chain.unsetLink().run();
    else if (editor.state.selection.empty && !href)
      chain
        .insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] })
        .run();
    else chain.setLink({ href: address }).run();
    setOpen(false);
  };
  const trigger = (
    <IconButton
      label={words.notes.link}
      icon={<Link size={15} aria-hidden="true" />}
      pressed={href !== undefined}
    />
  );
  return (
    <Popover label={words.notes.link} trigger={trigger} open={open} onOpenChange={setOpen}>
      <Address initial={href ?? ""} onSet={set} />
    </Popover>
  );
}

function Address(props: { readonly initial: string; readonly onSet: (address: string | null) => void }) {
  const { initial, onSet } = props;
  const [typed, setTyped] = useState(initial);
  const [wrong, setWrong] = useState(false);
  const send = () => {
    const address = typed.trim();
    if (isSafeLink(address)) onSet(address);
    else setWrong(true);
  };
  return (
    <form
      className={styles["link"]}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        label={words.notes.address}
        hint={words.notes.addressHint}
        error={wrong ? words.notes.addressWrong : undefined}
        value={typed}
        inputMode="url"
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <div className={styles["buttons"]}>
        {initial ? (
          <Button look="quiet" onClick={() => onSet(null)}>
            {words.notes.removeLink}
          </Button>
        ) : null}
        <Button look="first" type="submit">
          {words.notes.setLink}
        </Button>
      </div>
    </form>
  );
}
