import { CLOSE_CODES } from "@apostil/shared/protocol";

/** What is known of a room when the server closes it for good. */
export type Refusal = {
  readonly code: number;
  /** Whether this document was ever in sync with the server. */
  readonly everSynced: boolean;
  /** Edits that the server has not acknowledged. */
  readonly unsaved: number;
  /** Refusals since the last edit that it did acknowledge. */
  readonly before: number;
};

export type AfterRefusal = {
  /** Whether words may be lost otherwise: copy them out of the document. */
  readonly setAside: boolean;
  /** `reopen`: with a new document; `signIn`: as it is, once somebody is signed in again; `stay`: no more. */
  readonly next: "reopen" | "signIn" | "stay";
};

/**
 * What a room does after a final close code (REALTIME 5). Structs can't be taken out of a Y.Doc, and every later step 2
 * would send them again: so a document with something in it that was refused is never sent again.
 */
export function afterRefusal({ code, everSynced, unsaved, before }: Refusal): AfterRefusal {
  const setAside = unsaved > 0;
  if (code === CLOSE_CODES.notSignedIn) return { setAside: false, next: "signIn" };
  if (code === CLOSE_CODES.notFound) return { setAside, next: "stay" };
  const wasNeverLetIn = !everSynced && !setAside;
  return { setAside, next: wasNeverLetIn || before > 0 ? "stay" : "reopen" };
}
