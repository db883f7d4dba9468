import type { Invitation, People } from "@apostil/shared/protocol";
import { explain, words } from "../i18n/index.ts";
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
  if (invitations.length === 0) return <p className={styles["quiet"]}>{words.people.noneOpen}</p>;
  return (
    <Panel>
      <ul aria-label={words.people.open}>
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
  if (known) return words.people.signsIn(known.name);
  return words.people.linkAs(words.roles[role], delegation?.name ?? null);
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
      toast(words.people.revoked);
      changed();
    },
    (error) => toast(words.people.revokeFailed(explain(error)), { kind: "error" }),
  );
  return (
    <li className={styles["invitation"]}>
      <b>{what}</b>
      <span className={styles["quiet"]}>{words.people.state(invitation.usedBy, invitation.expires)}</span>
      <Button look="quiet" busy={busy} onClick={run} aria-label={words.people.revokeOf(what)}>
        {words.people.revoke}
      </Button>
    </li>
  );
}
