import { Copy } from "lucide-react";
import { explain, layerName, words } from "../i18n/index.ts";
import {
  type OutboxFailure,
  type SetAsideWords,
  useMe,
  useOutboxFailures,
  useSession,
  useSetAside,
} from "../session/index.ts";
import { Button, copyText } from "../ui/index.ts";
import { placeOf } from "./place.ts";
import styles from "./set-aside.module.css";

/** All words that stand aside, each with what one can do with it. */
export function SetAsideList() {
  const notes = useSetAside();
  const failures = useOutboxFailures();
  return (
    <>
      {notes.map((note) => (
        <NoteWords key={note.id} note={note} />
      ))}
      {failures.map((failure) => (
        <AnnotationWords key={failure.key} failure={failure} />
      ))}
    </>
  );
}

function NoteWords({ note }: { readonly note: SetAsideWords }) {
  const { setAside } = useSession();
  const why = note.reason.kind === "otherGeneration" ? words.setAside.restored : words.setAside.refused;
  return <Kept room={note.room} why={why} kept={note.words} onDismiss={() => setAside.dismiss(note.id)} />;
}

function AnnotationWords({ failure }: { readonly failure: OutboxFailure }) {
  const { outbox } = useSession();
  const restored = failure.code === "otherGeneration";
  return (
    <Kept
      room={failure.command.room}
      why={restored ? words.setAside.restored : explain(failure)}
      kept={failure.words}
      onRetry={() => outbox.retryFailure(failure.key)}
      onDismiss={() => outbox.dismissFailure(failure.key)}
    />
  );
}

type KeptProps = {
  readonly room: string;
  readonly why: string;
  readonly kept: string;
  readonly onRetry?: () => void;
  readonly onDismiss: () => void;
};

/** Words in one place: where they belong, why they stand aside, and what one can do with them. */
function Kept({ room, why, kept, onRetry, onDismiss }: KeptProps) {
  const { layers } = useMe();
  const { paragraph, layer } = placeOf(room, layers);
  return (
    <article className={styles["kept"]}>
      <h3>{words.setAside.where(paragraph, layer ? layerName(layer) : null)}</h3>
      <p>{why}</p>
      {kept === "" ? <p>{words.setAside.noWords}</p> : <blockquote>{kept}</blockquote>}
      <div className={styles["do"]}>
        {kept === "" ? null : (
          <Button icon={<Copy size={16} aria-hidden="true" />} onClick={() => void copyText(kept)}>
            {words.common.copy}
          </Button>
        )}
        {onRetry ? <Button onClick={onRetry}>{words.common.retry}</Button> : null}
        <Button look="quiet" onClick={onDismiss}>
          {words.setAside.dismiss}
        </Button>
      </div>
    </article>
  );
}
