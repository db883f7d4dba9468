import { number } from "./numbers.ts";

/** What every screen says. */
export const common = {
  product: "Apostil",
  cancel: "Cancel",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser did not allow copying. Select the words and copy them by hand.",
  dismiss: "Dismiss",
  loading: "Loading…",
  messages: "Messages",
  retry: "Try again",
  reload: "Reload the page",
  remove: "Remove",
  save: "Save",
  /** So many that are not shown. */
  more: (count: number) => `+${number(count)}`,
};
