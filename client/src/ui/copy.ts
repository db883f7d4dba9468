import { words } from "../i18n/index.ts";
import { toast } from "./toasts.ts";

/**
 * Puts words on the clipboard and says so; where the browser does not allow it (a page over plain HTTP, say), says what
 * to do instead. @returns whether they are there
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    toast(words.common.copyFailed, { kind: "error" });
    return false;
  }
  toast(words.common.copied);
  return true;
}
