import { explain, peopleWords, words } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Confirm, toast, useAction } from "../ui/index.ts";
import type { MemberDialogProps } from "./dialogs.ts";

/** Asks before a member is removed. */
export function RemoveDialog(props: MemberDialogProps & { readonly changed: () => void }) {
  const { member, onClose, changed } = props;
  const { busy, run } = useAction(
    () => api.removeMember(member.id),
    () => {
      onClose();
      toast(peopleWords.removed(member.name));
      changed();
    },
    (error) => {
      onClose();
      toast(peopleWords.removeFailed(explain(error)), { kind: "error" });
    },
  );
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={peopleWords.removeTitle(member.name)}
      description={peopleWords.removeHint(member.name)}
      action={words.common.remove}
      busy={busy}
      onConfirm={run}
    />
  );
}
