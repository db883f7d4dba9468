import { CircleAlert, Info, TriangleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./banner.module.css";
import { cx } from "./cx.ts";

export type BannerKind = "offline" | "warning" | "error" | "info";

const ICONS = { offline: WifiOff, warning: TriangleAlert, error: CircleAlert, info: Info } as const;

export type BannerProps = {
  readonly kind: BannerKind;
  readonly children: ReactNode;
  /** Buttons at its end. */
  readonly action?: ReactNode;
  /** Lies across the page, without round corners. */
  readonly across?: boolean;
};

/** A sentence that concerns the whole page or panel. Errors are read out at once, the others when there is a pause. */
export function Banner({ kind, children, action, across = false }: BannerProps) {
  const Icon = ICONS[kind];
  return (
    <div
      className={cx(styles["banner"], styles[kind], across && styles["across"])}
      role={kind === "error" ? "alert" : "status"}
    >
      <Icon size={16} aria-hidden="true" />
      <div className={styles["words"]}>{children}</div>
      {action}
    </div>
  );
}
