import { FilePlus2 } from "lucide-react";
import { type DragEvent, type ReactNode, useCallback, useRef, useState } from "react";
import { useLocation } from "wouter";
import { explain, libraryWords, textTitle } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Button, cx, toast } from "../ui/index.ts";
import styles from "./import-text.module.css";

/** What the file picker offers; the server has the last word. */
const ACCEPT = ".txt,text/plain";

export type Importing = {
  /** The file on its way; `null` for none. */
  readonly busy: string | null;
  readonly take: (file: File) => void;
};

/** Sends files to the server, one at a time, and says what came of it. @param done the library is another now */
export function useImport(done: () => void): Importing {
  const [busy, setBusy] = useState<string | null>(null);
  const [, setLocation] = useLocation();
  const take = useCallback(
    (file: File) => {
      setBusy(file.name);
      api
        .importText(file)
        .then((text) => {
          const open = { label: libraryWords.open, run: () => setLocation(`/t/${text.id}`) };
          toast(libraryWords.imported(textTitle(text)), { action: open });
          done();
        })
        .catch((error: unknown) =>
          toast(libraryWords.importFailed(file.name, explain(error)), { kind: "error" }),
        )
        .finally(() => setBusy(null));
    },
    [done, setLocation],
  );
  return { busy, take };
}

/** Opens the file picker. */
export function ImportButton({ importing }: { readonly importing: Importing }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept={ACCEPT}
        hidden
        aria-label={libraryWords.import}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ""; // so that the same file may be chosen again
          if (file) importing.take(file);
        }}
      />
      <Button
        look="first"
        icon={<FilePlus2 size={16} aria-hidden="true" />}
        busy={importing.busy !== null}
        onClick={() => picker.current?.click()}
      >
        {importing.busy === null ? libraryWords.import : libraryWords.importing(importing.busy)}
      </Button>
    </>
  );
}

/** Takes a file that is dropped anywhere on the page, and shows that it would. */
export function DropTarget(props: { readonly importing: Importing; readonly children: ReactNode }) {
  const { importing, children } = props;
  const [over, setOver] = useState(false);
  const isFile = (event: DragEvent) => importing.busy === null && event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same for keyboards
    <div
      className={cx(styles["target"], over && styles["over"])}
      onDragOver={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        const file = isFile(event) ? event.dataTransfer.files[0] : undefined;
        event.preventDefault();
        if (file) importing.take(file);
      }}
    >
      {children}
      {over ? (
        <p className={styles["drop"]} aria-hidden="true">
          {libraryWords.drop}
        </p>
      ) : null}
    </div>
  );
}
