import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";
import styles from "./field.module.css";

type Around = {
  readonly label: string;
  /** The label is for screen readers alone. */
  readonly hideLabel?: boolean;
  /** A sentence under the field. */
  readonly hint?: ReactNode;
  /** What is wrong; takes the place of the hint and is read out. */
  readonly error?: string | undefined;
};

/** The label above a control and the sentence under it, tied together by ids. */
function Field(props: Around & { readonly id: string; readonly children: ReactNode }) {
  const { id, label, hideLabel, hint, error, children } = props;
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={cx(styles["label"], hideLabel && styles["hidden"])}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-about`} className={styles["error"]} role="alert">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-about`} className={styles["hint"]}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

const tied = (id: string, { hint, error }: Around) => ({
  id,
  "aria-describedby": hint || error ? `${id}-about` : undefined,
  "aria-invalid": error ? true : undefined,
});

export type TextFieldProps = Omit<ComponentProps<"input">, "id"> & Around;

/** One line of text, with its label. */
export function TextField({ label, hideLabel, hint, error, className, ...input }: TextFieldProps) {
  const id = useId();
  const around = { label, hideLabel: hideLabel ?? false, hint, error };
  return (
    <Field id={id} {...around}>
      <input type="text" {...input} {...tied(id, around)} className={cx(styles["control"], className)} />
    </Field>
  );
}

export type TextAreaProps = Omit<ComponentProps<"textarea">, "id"> & Around;

/** Several lines of text; grows with its words. */
export function TextArea({ label, hideLabel, hint, error, className, ...area }: TextAreaProps) {
  const id = useId();
  const around = { label, hideLabel: hideLabel ?? false, hint, error };
  return (
    <Field id={id} {...around}>
      <textarea
        {...area}
        {...tied(id, around)}
        className={cx(styles["control"], styles["area"], className)}
      />
    </Field>
  );
}

export type SelectProps<T extends string> = Omit<
  ComponentProps<"select">,
  "id" | "value" | "onChange" | "children"
> &
  Around & {
    readonly options: readonly { readonly value: T; readonly label: string }[];
    readonly value: T;
    readonly onChange: (value: T) => void;
  };

/** One of a list; the browser's own control, which every hand and every screen reader knows. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, hideLabel, hint, error, options, value, onChange, className, ...select } = props;
  const id = useId();
  const around = { label, hideLabel: hideLabel ?? false, hint, error };
  return (
    <Field id={id} {...around}>
      <select
        {...select}
        {...tied(id, around)}
        className={cx(styles["control"], styles["select"], className)}
        value={value}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export type CheckboxProps = {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Quiet words at the end of the line. */
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
};

/** A line that is ticked or not. */
export function Checkbox({ label, checked, onChange, aside, disabled = false }: CheckboxProps) {
  return (
    <label className={styles["check"]}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles["tick"]} aria-hidden="true">
        <Check size={12} strokeWidth={3} />
      </span>
      <span className={styles["grow"]}>{label}</span>
      {aside ? <span className={styles["aside"]}>{aside}</span> : null}
    </label>
  );
}
