import type { Delegation } from "@apostil/shared/model";
import { useId, useState } from "react";
import { explain, peopleWords, words } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Button, Dialog, toast, useAction } from "../ui/index.ts";
import { DelegationField, delegationNamed } from "./delegation-field.tsx";
import type { MemberDialogProps } from "./dialogs.ts";

export type DelegationDialogProps = MemberDialogProps & {
  readonly delegations: readonly Delegation[];
  readonly changed: () => void;
};

/** Moves a member to another delegation. */
export function DelegationDialog({ member, delegations, changed, onClose }: DelegationDialogProps) {
  const form = useId();
  const [name, setName] = useState(delegations.find(({ slug }) => slug === member.delegation)?.name ?? "");
  const [error, setError] = useState<string>();
  const { busy, run } = useAction(
    () => api.changeMember(member.id, { delegation: delegationNamed(name) }),
    () => {
      onClose();
      toast(peopleWords.delegationChanged(member.name, delegationNamed(name)));
      changed();
    },
    (problem) => setError(explain(problem)),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={peopleWords.changeDelegationOf(member.name)}
      description={peopleWords.changeDelegationHint(member.name)}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button look="first" type="submit" form={form} busy={busy}>
            {words.common.save}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <DelegationField delegations={delegations} value={name} onChange={setName} error={error} />
      </form>
    </Dialog>
  );
}
