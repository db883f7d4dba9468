import type { CloseReason } from "@apostil/shared/protocol";

/** A refusal that closes the channel. */
export class Refused extends Error {
  readonly reason: CloseReason;
  constructor(reason: CloseReason, why: string) {
    super(why);
    this.reason = reason;
  }
}
