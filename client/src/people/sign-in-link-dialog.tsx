import type { MadeInvitation } from "@apostil/shared/protocol";
import { useState } from "react";
import { explain, peopleWords, words } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Banner, Button, Dialog, useAction } from "../ui/index.ts";
import type { MemberDialogProps } from "./dialogs.ts";
import { MadeLink } from "./made-link.tsx";

/** Makes a link that signs an existing member in on another device. */
export function SignInLinkDialog({ member, onClose }: MemberDialogProps) {
  const [made, setMade] = useState<MadeInvitation>();
  const [error, setError] = useState<string>();
  const { busy, run } = useAction(
    () => api.invite({ role: member.role, delegation: member.delegation, member: member.id }),
    setMade,
    (problem) => setError(explain(problem)),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={peopleWords.signInLinkFor(member.name)}
      description={peopleWords.signInLinkHint(member.name)}
      footer={
        made ? (
          <Button onClick={onClose}>{peopleWords.done}</Button>
        ) : (
          <>
            <Button look="quiet" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button look="first" busy={busy} onClick={run}>
              {peopleWords.makeLink}
            </Button>
          </>
        )
      }
    >
      {made ? <MadeLink made={made} /> : null}
      {error ? <Banner kind="error">{error}</Banner> : null}
    </Dialog>
  );
}
