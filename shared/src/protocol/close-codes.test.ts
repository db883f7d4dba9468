import { describe, expect, it } from "vitest";
import { CLOSE_CODES, type CloseReason, isFinal } from "./close-codes.ts";

const FINAL: readonly CloseReason[] = [
  "malformed",
  "notSignedIn",
  "notAllowed",
  "notFound",
  "otherGeneration",
  "tooLarge",
];

describe("close codes", () => {
  it("are these numbers, for ever: stock clients act on them", () => {
    expect(CLOSE_CODES).toEqual({
      malformed: 4400,
      notSignedIn: 4401,
      notAllowed: 4403,
      notFound: 4404,
      otherGeneration: 4409,
      tooLarge: 4413,
      tooSlow: 4508,
      tooMany: 4529,
      restart: 1012,
      tryLater: 1013,
      normal: 1000,
    });
  });

  it("say which of them are final", () => {
    for (const reason of Object.keys(CLOSE_CODES) as CloseReason[])
      expect([reason, isFinal(CLOSE_CODES[reason])]).toEqual([reason, FINAL.includes(reason)]);
  });
});
