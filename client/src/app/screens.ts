import type { TextId } from "@apostil/shared/model";
import { words } from "../i18n/index.ts";
import { textOf } from "./addresses.ts";

export type ScreenLink = { readonly href: string; readonly name: string; readonly current: boolean };

/**
 * The screens that the bar leads to.
 * @param path where we are
 * @param text the text that is open, or was open last; without one, there is no way to it
 */
export function screenLinks(path: string, text: TextId | null): readonly ScreenLink[] {
  const plain = (href: string, name: string): ScreenLink => ({ href, name, current: path === href });
  const here = textOf(path) !== null;
  return [
    plain("/", words.app.library),
    ...(text === null ? [] : [{ href: `/t/${text}`, name: words.app.text, current: here }]),
    plain("/people", words.app.people),
    plain("/codebook", words.app.codebook),
  ];
}
