import type { MadeInvitation } from "@apostil/shared/protocol";
import { Copy } from "lucide-react";
import { format, peopleWords } from "../i18n/index.ts";
import { Button, copyText, TextField } from "../ui/index.ts";
import styles from "./people.module.css";

/** A link that was just made, to copy. The server keeps no copy, so this is the one time that it is seen. */
export function MadeLink({ made }: { readonly made: MadeInvitation }) {
  return (
    <div className={styles["made"]}>
      <TextField
        label={peopleWords.link}
        hint={peopleWords.linkReady(format.dateTime(made.expires))}
        value={made.link}
        readOnly
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        look="first"
        icon={<Copy size={16} aria-hidden="true" />}
        onClick={() => void copyText(made.link)}
      >
        {peopleWords.copyLink}
      </Button>
    </div>
  );
}
