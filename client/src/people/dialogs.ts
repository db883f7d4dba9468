import type { Member } from "@apostil/shared/model";

/** What every dialog about one member is given; it is mounted while it is open. */
export type MemberDialogProps = {
  readonly member: Member;
  readonly onClose: () => void;
};
