import { words } from "../i18n/index.ts";
import styles from "./avatar.module.css";
import { colourStyle } from "./colour.ts";
import { cx } from "./cx.ts";
import { initials } from "./initials.ts";

export type AvatarProps = {
  readonly name: string;
  /** The delegation's colour, `#rrggbb`, on which white can be read. */
  readonly colour: string;
  /** `medium` 26 px for bars and cards, `small` 20 px for the gutter. */
  readonly size?: "small" | "medium";
  /** The name stands beside it in words already: say nothing to a screen reader. */
  readonly decorative?: boolean;
  /** What a screen reader and the pointer get instead of the name: "Maren Olsen, Norway". */
  readonly label?: string;
};

/** A person, as initials on the colour of the delegation. */
export function Avatar({ name, colour, size = "medium", decorative = false, label = name }: AvatarProps) {
  const shown = { className: cx(styles["avatar"], styles[size]), style: colourStyle(colour) };
  if (decorative)
    return (
      <span {...shown} aria-hidden="true">
        {initials(name)}
      </span>
    );
  return (
    <span {...shown} role="img" aria-label={label} title={label}>
      {initials(name)}
    </span>
  );
}

export type AvatarPerson = AvatarProps & { readonly key: string };

export type AvatarStackProps = {
  readonly people: readonly AvatarPerson[];
  /** What the group is: "Here now", "In OP21". */
  readonly label: string;
  /** How many are shown before "+4". */
  readonly most?: number;
  readonly size?: "small" | "medium";
};

/** Several people, overlapping; the rest as a number whose names come with the pointer. Nothing when there is nobody. */
export function AvatarStack({ people, label, most = 3, size = "medium" }: AvatarStackProps) {
  if (people.length === 0) return null;
  const shown = people.length <= most + 1 ? people : people.slice(0, most);
  const rest = people.slice(shown.length);
  const names = rest.map((person) => person.label ?? person.name).join(", ");
  return (
    <ul className={styles["stack"]} aria-label={label}>
      {shown.map(({ key, ...person }) => (
        <li key={key}>
          <Avatar {...person} size={size} />
        </li>
      ))}
      {rest.length > 0 ? (
        <li>
          <span
            className={cx(styles["avatar"], styles[size], styles["rest"])}
            role="img"
            aria-label={names}
            title={names}
          >
            {words.common.more(rest.length)}
          </span>
        </li>
      ) : null}
    </ul>
  );
}
