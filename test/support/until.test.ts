import { expect, it } from "vitest";
import { until } from "./until.ts";

it("gives what it waited for", async () => {
  let asked = 0;
  const found = await until("the third time", () => {
    asked += 1;
    return asked === 3 && "here";
  });
  expect(found).toBe("here");
});

it("outlives failures on the way, and says the last one when it gives up", async () => {
  const refuse = (): never => {
    throw new Error("refused");
  };
  const failure = await until("the door to open", refuse, 60).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: "Waited in vain: the door to open",
    cause: { message: "refused" },
  });
});
