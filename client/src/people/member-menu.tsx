import type { Delegation, Member } from "@apostil/shared/model";
import { Ellipsis, KeyRound, UserMinus, UsersRound } from "lucide-react";
import { useState } from "react";
import { peopleWords } from "../i18n/index.ts";
import { IconButton, Menu, MenuItem, MenuSeparator } from "../ui/index.ts";
import { DelegationDialog } from "./delegation-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { SignInLinkDialog } from "./sign-in-link-dialog.tsx";

export type MemberMenuProps = {
  readonly member: Member;
  readonly delegations: readonly Delegation[];
  readonly changed: () => void;
};

type Open = "delegation" | "link" | "remove" | null;

/** What a coordinator may do with a member besides the role. */
export function MemberMenu({ member, delegations, changed }: MemberMenuProps) {
  const [open, setOpen] = useState<Open>(null);
  const about = { member, onClose: () => setOpen(null) };
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={peopleWords.more(member.name)}
            icon={<Ellipsis size={16} aria-hidden="true" />}
          />
        }
      >
        <MenuItem icon={<UsersRound size={16} aria-hidden="true" />} onSelect={() => setOpen("delegation")}>
          {peopleWords.changeDelegation}
        </MenuItem>
        <MenuItem icon={<KeyRound size={16} aria-hidden="true" />} onSelect={() => setOpen("link")}>
          {peopleWords.signInLink}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<UserMinus size={16} aria-hidden="true" />} onSelect={() => setOpen("remove")}>
          {peopleWords.remove}
        </MenuItem>
      </Menu>
      {open === "delegation" ? (
        <DelegationDialog {...about} delegations={delegations} changed={changed} />
      ) : null}
      {open === "link" ? <SignInLinkDialog {...about} /> : null}
      {open === "remove" ? <RemoveDialog {...about} changed={changed} /> : null}
    </>
  );
}
