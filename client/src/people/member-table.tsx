import { type Delegation, type Member, NO_DELEGATION_COLOUR } from "@apostil/shared/model";
import type { People } from "@apostil/shared/protocol";
import { peopleWords, words } from "../i18n/index.ts";
import { useMe } from "../session/index.ts";
import { Avatar, VisuallyHidden } from "../ui/index.ts";
import { MemberMenu } from "./member-menu.tsx";
import styles from "./people.module.css";
import { RoleSelect } from "./role-select.tsx";

export type MemberTableProps = {
  readonly everyone: People;
  /** Shows what can be changed; otherwise the table is to read. */
  readonly manages: boolean;
  readonly changed: () => void;
};

/** All members, with delegation and role. */
export function MemberTable({ everyone, manages, changed }: MemberTableProps) {
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{peopleWords.name}</th>
          <th scope="col" className={styles["wide"]}>
            {peopleWords.delegation}
          </th>
          <th scope="col">{peopleWords.role}</th>
          {manages ? (
            <th scope="col">
              <VisuallyHidden>{peopleWords.actions}</VisuallyHidden>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {everyone.members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            delegations={everyone.delegations}
            manages={manages}
            changed={changed}
          />
        ))}
      </tbody>
    </table>
  );
}

type MemberRowProps = {
  readonly member: Member;
  readonly delegations: readonly Delegation[];
  readonly manages: boolean;
  readonly changed: () => void;
};

function MemberRow({ member, delegations, manages, changed }: MemberRowProps) {
  const me = useMe().member.id;
  const delegation = delegations.find(({ slug }) => slug === member.delegation);
  return (
    <tr>
      <td>
        <span className={styles["person"]}>
          <Avatar name={member.name} colour={delegation?.colour ?? NO_DELEGATION_COLOUR} decorative />
          <span>
            <b>{member.name}</b>
            {member.id === me ? <span className={styles["you"]}> {peopleWords.you}</span> : null}
            <small className={styles["narrow"]}>{delegation?.name ?? peopleWords.noDelegation}</small>
          </span>
        </span>
      </td>
      <td className={styles["wide"]}>{delegation?.name ?? peopleWords.none}</td>
      <td>{manages ? <RoleSelect member={member} changed={changed} /> : words.roles[member.role]}</td>
      {manages ? (
        <td className={styles["actions"]}>
          <MemberMenu member={member} delegations={delegations} changed={changed} />
        </td>
      ) : null}
    </tr>
  );
}
