import { NO_DELEGATION_COLOUR } from "@apostil/shared/model";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { explain, words } from "../i18n/index.ts";
import { api, useMe, useSaveState } from "../session/index.ts";
import {
  Avatar,
  Confirm,
  Menu,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  toast,
  useAction,
  VisuallyHidden,
} from "../ui/index.ts";
import styles from "./bar.module.css";

/** Who one is here, and the way out. Asks first when something would be lost. */
export function AccountMenu({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { member, delegation } = useMe();
  const save = useSaveState();
  const [asking, setAsking] = useState(false);
  const { busy, run } = useAction(api.signOut, onSignedOut, (error) => {
    setAsking(false);
    toast(words.app.signOutFailed(explain(error)), { kind: "error" });
  });
  return (
    <>
      <Menu
        trigger={
          <button type="button" className={styles["account"]}>
            <VisuallyHidden>{words.app.account(member.name)}</VisuallyHidden>
            <Avatar name={member.name} colour={delegation?.colour ?? NO_DELEGATION_COLOUR} decorative />
          </button>
        }
      >
        <MenuLabel>
          <b className={styles["name"]}>{member.name}</b>
          <span className={styles["belongs"]}>
            {words.app.belongs(delegation?.name ?? null, words.roles[member.role])}
          </span>
        </MenuLabel>
        <MenuSeparator />
        <MenuItem
          icon={<LogOut size={16} aria-hidden="true" />}
          onSelect={() => (save.kind === "saved" ? run() : setAsking(true))}
        >
          {words.app.signOut}
        </MenuItem>
      </Menu>
      {asking ? (
        <Confirm
          open
          onOpenChange={setAsking}
          title={words.app.signOutTitle}
          description={words.app.signOutHint}
          action={words.app.signOut}
          busy={busy}
          onConfirm={run}
        />
      ) : null}
    </>
  );
}
