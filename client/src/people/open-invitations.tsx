import type { Invitation, People } from "@apostil/shared/protocol";
import { explain, peopleWords, words } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Button, Panel, toast, useAction } from "../ui/index.ts";
import styles from "./people.module.css";

export type OpenInvitationsProps = {
  readonly invitations: readonly Invitation[];
  readonly everyone: People;
  readonly changed: () => void;
};

/** Links that still work, and a way to withdraw each. */
export function OpenInvitations({ invitations, everyone, changed }: OpenInvitationsProps) {
  if (invitations.length === 0) return <p className={styles["quiet"]}>{peopleWords.noneOpen}</p>;
  return (
    <Panel>
      <ul aria-label={peopleWords.open}>
        {invitations.map((invitation) => (
          <OpenInvitation
            key={invitation.id}
            invitation={invitation}
            what={whatOf(invitation, everyone)}
            changed={changed}
          />
        ))}
      </ul>
    </Panel>
  );
}

/** What the link does, in a few words. */
function whatOf({ member, role, delegation }: Invitation, { members }: People): string {
  const known = member === null ? undefined : members.find(({ id }) => id === member);
  if (known) return peopleWords.signsIn(known.name);
  return peopleWords.linkAs(words.roles[role], delegation?.name ?? null);
}

type OpenInvitationProps = {
  readonly invitation: Invitation;
  readonly what: string;
  readonly changed: () => void;
};

function OpenInvitation({ invitation, what, changed }: OpenInvitationProps) {
  const { busy, run } = useAction(
    () => api.revokeInvitation(invitation.id),
    () => {
      toast(peopleWords.revoked);
      changed();
    },
    (error) => toast(peopleWords.revokeFailed(explain(error)), { kind: "error" }),
  );
  return (
    <li className={styles["invitation"]}>
      <b>{what}</b>
      <span className={styles["quiet"]}>{peopleWords.state(invitation.usedBy, invitation.expires)}</span>
      <Button look="quiet" busy={busy} onClick={run} aria-label={peopleWords.revokeOf(what)}>
        {peopleWords.revoke}
      </Button>
    </li>
  );
}
