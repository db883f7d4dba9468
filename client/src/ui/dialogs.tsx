import type { ConfirmProps, DialogProps } from "./dialog.tsx";
import { later } from "./later.tsx";

/** Windows over the page are fetched when the first one opens: most pages are read without any. */
const LaterDialog = later<DialogProps>(() => import("./dialog.tsx").then(({ Dialog }) => Dialog));
const LaterConfirm = later<ConfirmProps>(() => import("./dialog.tsx").then(({ Confirm }) => Confirm));

/** A window over the page that holds the focus until it is closed (Escape, outside, ✕), and gives it back. */
export function Dialog(props: DialogProps) {
  return props.open ? <LaterDialog {...props} /> : null;
}

/** Asks before something is taken away. */
export function Confirm(props: ConfirmProps) {
  return props.open ? <LaterConfirm {...props} /> : null;
}
