import type { Delegation, Role } from "@apostil/shared/model";
import type { MadeInvitation } from "@apostil/shared/protocol";
import { useId, useState } from "react";
import { explain, joinWords, peopleWords, words } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Button, Dialog, Select, useAction } from "../ui/index.ts";
import { DelegationField, delegationNamed } from "./delegation-field.tsx";
import { MadeLink } from "./made-link.tsx";
import styles from "./people.module.css";
import { ROLE_OPTIONS } from "./role-select.tsx";

/** What most people are invited as: they take part in everything, and change no one's rights. */
const USUAL_ROLE: Role = "editor";

export type InviteDialogProps = {
  readonly delegations: readonly Delegation[];
  readonly onClose: () => void;
  /** There is one more open invitation now. */
  readonly invited: () => void;
};

/** Makes an invitation link: first for whom, then the link to copy. */
export function InviteDialog({ delegations, onClose, invited }: InviteDialogProps) {
  const [made, setMade] = useState<MadeInvitation>();
  if (made)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={peopleWords.linkFor(words.roles[made.role], made.delegation?.name ?? null)}
        description={peopleWords.inviteHint}
        footer={<Button onClick={onClose}>{peopleWords.done}</Button>}
      >
        <MadeLink made={made} />
      </Dialog>
    );
  return (
    <InviteForm
      delegations={delegations}
      onClose={onClose}
      made={(invitation) => {
        setMade(invitation);
        invited();
      }}
    />
  );
}

type FormProps = Pick<InviteDialogProps, "delegations" | "onClose"> & {
  readonly made: (invitation: MadeInvitation) => void;
};

function InviteForm({ delegations, onClose, made }: FormProps) {
  const form = useId();
  const [role, setRole] = useState<Role>(USUAL_ROLE);
  const [delegation, setDelegation] = useState("");
  const [error, setError] = useState<string>();
  const { busy, run } = useAction(
    () => api.invite({ role, delegation: delegationNamed(delegation) }),
    made,
    (problem) => setError(explain(problem)),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={peopleWords.inviteTitle}
      description={peopleWords.inviteHint}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button look="first" type="submit" form={form} busy={busy}>
            {peopleWords.makeLink}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Select
          label={peopleWords.role}
          hint={joinWords.may(role)}
          options={ROLE_OPTIONS}
          value={role}
          onChange={setRole}
        />
        <DelegationField
          delegations={delegations}
          value={delegation}
          onChange={setDelegation}
          error={error}
        />
      </form>
    </Dialog>
  );
}
