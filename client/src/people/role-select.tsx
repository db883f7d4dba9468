import { type Member, ROLES, type Role } from "@apostil/shared/model";
import { useState } from "react";
import { explain, peopleWords, words } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { Select, toast } from "../ui/index.ts";

/** All roles as options, with their names. */
export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: words.roles[role] }));

/** Changes a member's role at once; shows the new one while the server decides, and the old one again if it says no. */
export function RoleSelect({ member, changed }: { readonly member: Member; readonly changed: () => void }) {
  const [wanted, setWanted] = useState<Role | null>(null);
  const change = (role: Role) => {
    setWanted(role);
    api
      .changeMember(member.id, { role })
      .then(() => {
        toast(peopleWords.roleChanged(member.name, words.roles[role]));
        changed();
      })
      .catch((error: unknown) => {
        setWanted(null);
        toast(peopleWords.changeFailed(explain(error)), { kind: "error" });
      });
  };
  const waiting = wanted !== null && wanted !== member.role;
  return (
    <Select
      label={peopleWords.roleOf(member.name)}
      hideLabel
      options={ROLE_OPTIONS}
      value={wanted ?? member.role}
      aria-busy={waiting}
      onChange={change}
    />
  );
}
