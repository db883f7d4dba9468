import { NO_DELEGATION_COLOUR } from "@apostil/shared/model";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { explain, words } from "../i18n/index.ts";
import { api, useMe, useSaveState, useSession } from "../session/index.ts";
import {
  Avatar,
  Button,
  Dialog,
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
  const session = useSession();
  const leave = async (keeps: boolean) => {
    await api.signOut();
    if (!keeps) await session.forget();
  };
  const failed = (error: unknown) => {
    setAsking(false);
    toast(words.app.signOutFailed(explain(error)), { kind: "error" });
  };
  const dropping = useAction(() => leave(false), onSignedOut, failed);
  const keeping = useAction(() => leave(true), onSignedOut, failed);
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
          onSelect={() => (save.kind === "saved" ? dropping.run() : setAsking(true))}
        >
          {words.app.signOut}
        </MenuItem>
      </Menu>
      {asking ? (
        <Dialog
          open
          onOpenChange={setAsking}
          title={words.app.signOutTitle}
          description={words.app.signOutHint}
          footer={
            <>
              <Button look="quiet" onClick={() => setAsking(false)}>
                {words.common.cancel}
              </Button>
              <Button look="danger" busy={dropping.busy} onClick={dropping.run}>
                {words.app.signOutDrop}
              </Button>
              <Button look="first" busy={keeping.busy} onClick={keeping.run}>
                {words.app.signOutKeep}
              </Button>
            </>
          }
        />
      ) : null}
    </>
  );
}
