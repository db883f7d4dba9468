import { MAX_NAME_LENGTH } from "@apostil/shared/model";
import type { InvitationPreview, Me } from "@apostil/shared/protocol";
import { type FormEvent, useCallback, useState } from "react";
import { explain, joinWords, words } from "../i18n/index.ts";
import { ApiProblem, api } from "../session/index.ts";
import { Banner, Button, Skeleton, TextField, useAction, useRequest, useTitle } from "../ui/index.ts";
import styles from "./front.module.css";
import { useToken } from "./use-token.ts";

export type JoinProps = {
  /** Who is signed in on this device already. */
  readonly me: Me | null;
  readonly onJoined: (me: Me) => void;
};

/** Where an invitation link leads: says what one is invited to, asks the name, and lets one in. */
export function Join({ me, onJoined }: JoinProps) {
  useTitle(joinWords.title);
  const token = useToken();
  return (
    <main className={styles["front"]}>
      <div className={styles["sheet"]}>
        <p className={styles["mark"]}>{words.common.product}</p>
        {token === null ? (
          <Says title={joinWords.incomplete} hint={joinWords.incompleteHint} />
        ) : (
          <Invited key={token} token={token} me={me} onJoined={onJoined} />
        )}
      </div>
    </main>
  );
}

function Invited({ token, me, onJoined }: JoinProps & { readonly token: string }) {
  const { now, again } = useRequest(useCallback(() => api.joinLook(token), [token]));
  switch (now.state) {
    case "loading":
      return <Skeleton label={joinWords.looking} lines={3} />;
    case "failed":
      return <NoInvitation error={now.error} again={again} />;
    case "ready":
      return <Enter token={token} preview={now.value} me={me} onJoined={onJoined} />;
  }
}

/** Withdrawn or mistyped, past or used up, or only not to be reached just now. */
function NoInvitation({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const code = error instanceof ApiProblem ? error.code : null;
  if (code === "gone") return <Says title={joinWords.usedUp} hint={joinWords.usedUpHint} />;
  if (code === "notFound" || code === "invalid" || code === "notUnderstood")
    return <Says title={joinWords.unknown} hint={joinWords.unknownHint} />;
  return (
    <div className={styles["form"]}>
      <Says title={joinWords.failed} hint={explain(error)} />
      <Button onClick={again}>{words.common.retry}</Button>
    </div>
  );
}

/** A heading and a sentence. */
function Says({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div>
      <h1 className={styles["title"]}>{title}</h1>
      <p className={styles["read"]}>{hint}</p>
    </div>
  );
}

type EnterProps = JoinProps & { readonly token: string; readonly preview: InvitationPreview };

function Enter({ token, preview, me, onJoined }: EnterProps) {
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { busy, run } = useAction(() => api.join({ token, name: name.trim() }), onJoined, setError);
  if (error instanceof ApiProblem && (error.code === "gone" || error.code === "notFound"))
    return <NoInvitation error={error} again={run} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const unnamed = preview.member === null && name.trim() === "";
    setMissing(unnamed);
    if (!unnamed) run();
  };
  return (
    <form className={styles["form"]} onSubmit={submit} noValidate>
      <InvitedTo preview={preview} />
      {me ? <Banner kind="info">{joinWords.already(me.member.name)}</Banner> : null}
      {preview.member === null ? (
        <TextField
          label={joinWords.name}
          hint={joinWords.nameHint}
          error={missing ? joinWords.nameMissing : error ? explain(error) : undefined}
          value={name}
          autoFocus
          required
          autoComplete="name"
          maxLength={MAX_NAME_LENGTH}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : error ? (
        <Banner kind="error">{explain(error)}</Banner>
      ) : null}
      <Button look="first" type="submit" busy={busy}>
        {preview.member === null ? joinWords.enter : joinWords.signIn}
      </Button>
    </form>
  );
}

function InvitedTo({ preview: { role, delegation, member } }: { readonly preview: InvitationPreview }) {
  if (member !== null) return <Says title={joinWords.back(member)} hint={joinWords.backHint} />;
  const title = joinWords.as(words.roles[role], delegation?.name ?? null);
  return <Says title={title} hint={joinWords.may(role)} />;
}
