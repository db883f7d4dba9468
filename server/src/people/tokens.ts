import { createHash, randomBytes } from "node:crypto";
import { asMemberId, type MemberId } from "@apostil/shared/model";

/** 256 bits: nobody guesses one, so no door needs to count the tries. */
const TOKEN_BYTES = 32;
/** 80 bits: no two of a workspace ever meet. */
const ID_BYTES = 10;

/** A secret that signs somebody in; given away once and kept nowhere. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** What is kept of a token: who reads the store cannot sign in with it. */
export const keyOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** An id that says nothing of the person. */
export function newMemberId(): MemberId {
  const id = asMemberId(`m${randomBytes(ID_BYTES).toString("hex")}`);
  if (!id) throw new Error("A made id is no id");
  return id;
}

export const newInvitationId = (): string => `i${randomBytes(ID_BYTES).toString("hex")}`;
