import type { ReactNode } from "react";
import styles from "./segmented.module.css";

export type SegmentedOption<T extends string> = {
  readonly value: T;
  readonly label: ReactNode;
  /** A Lucide icon of 12 px behind the words. */
  readonly icon?: ReactNode;
  /** The accessible name, where `label` alone does not say it. */
  readonly name?: string;
};

export type SegmentedProps<T extends string> = {
  /** What is chosen here: "Layer". */
  readonly label: string;
  readonly options: readonly SegmentedOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** One of a few, all in sight: buttons that tell by `aria-pressed` which one holds. */
export function Segmented<T extends string>({ label, options, value, onChange }: SegmentedProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div className={styles["segmented"]} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-label={option.name}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.icon}
        </button>
      ))}
    </div>
  );
}
