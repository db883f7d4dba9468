import { asTextId, type TextId } from "@apostil/shared/model";

/** Longest token that is looked at, in characters: the server's are 43. */
const MAX_TOKEN_LENGTH = 256;
const TOKEN = /^[A-Za-z0-9_-]+$/;

/**
 * The token of an invitation in the fragment of its link, `#<token>`; `null` when there is none. It stands in the
 * fragment, since browsers send that to no server, and so it lands in no log.
 */
export function tokenOf(fragment: string): string | null {
  const token = fragment.replace(/^#/, "").trim();
  return token.length <= MAX_TOKEN_LENGTH && TOKEN.test(token) ? token : null;
}

/** The text that a path is about: `/t/sres2395`; `null` for another screen, or a text's id that can't be one. */
export function textOf(path: string): TextId | null {
  const id = /^\/t\/([^/]+)\/?$/.exec(path)?.[1];
  return id === undefined ? null : asTextId(id);
}
