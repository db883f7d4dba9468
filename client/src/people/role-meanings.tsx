import { ROLES } from "@apostil/shared/model";
import { peopleWords, roleMeanings, words } from "../i18n/index.ts";
import { Section } from "../ui/index.ts";
import styles from "./people.module.css";

/** What each role may do, from the least to the most. */
export function RoleMeanings() {
  return (
    <Section title={peopleWords.rolesTitle}>
      <dl className={styles["roles"]}>
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{words.roles[role]}</dt>
            <dd>{roleMeanings[role]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
