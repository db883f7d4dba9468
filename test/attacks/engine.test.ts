import { beforeAll, describe, expect, it } from "vitest";
import { Assault } from "./assault.ts";
import { ATTACKS } from "./attacks.ts";

/** What nobody else may have to wait for, on a machine that is busy with other tests as well. */
const LIMIT_MS = 250;
/** Rounds of random damage in the tests; the campaign does as many as it is told. */
const ROUNDS = 400;

const FINAL = [4400, 4403, 4413];

describe("an attack on a room", () => {
  let assault: Assault;
  beforeAll(async () => {
    assault = await Assault.begin(1);
  });

  it.each(ATTACKS)("by $name is refused or harmless", async (attack) => {
    const { code, harm, took } = await assault.run(attack);
    expect(harm).toBeNull();
    if (attack.refused) expect(FINAL).toContain(code);
    expect(took).toBeLessThan(LIMIT_MS);
  });

  it("leaves a room that two people can write in", async () => {
    expect(await assault.writable()).toBeNull();
  });

  it("by damaged bytes is refused or harmless", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { code, harm, why } = await assault.damage(round);
      expect(harm, `round ${round}: ${why}`).toBeNull();
      if (code !== null) expect(FINAL, why).toContain(code);
    }
    expect(await assault.writable()).toBeNull();
  });
});
