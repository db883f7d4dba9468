import { CLOSE_CODES } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { afterRefusal } from "./refusal.ts";

const refusal = { code: CLOSE_CODES.notAllowed, everSynced: true, unsaved: 1, before: 0 };

describe("after a final close code", () => {
  it("moves what was not acknowledged aside and opens the room anew", () => {
    for (const code of [
      CLOSE_CODES.malformed,
      CLOSE_CODES.notAllowed,
      CLOSE_CODES.otherGeneration,
      CLOSE_CODES.tooLarge,
    ])
      expect(afterRefusal({ ...refusal, code })).toEqual({ setAside: true, next: "reopen" });
  });

  it("stays out after a second refusal, the words kept", () => {
    expect(afterRefusal({ ...refusal, before: 1 })).toEqual({ setAside: true, next: "stay" });
  });

  it("does not come again where it was never let in", () => {
    expect(afterRefusal({ ...refusal, everSynced: false, unsaved: 0 })).toEqual({
      setAside: false,
      next: "stay",
    });
  });

  it("keeps the words of a room that is gone, and stays away", () => {
    expect(afterRefusal({ ...refusal, code: CLOSE_CODES.notFound })).toEqual({
      setAside: true,
      next: "stay",
    });
  });

  it("leaves everything as it is until somebody signs in again", () => {
    expect(afterRefusal({ ...refusal, code: CLOSE_CODES.notSignedIn })).toEqual({
      setAside: false,
      next: "signIn",
    });
  });
});
