import { expect, it } from "vitest";
import { Workshop } from "./workshop.ts";

/** `EDITS=10000 SEED=3` before the command makes it the whole campaign. */
const EDITS = Number(process.env["EDITS"] ?? 1_500);
const SEED = Number(process.env["SEED"] ?? 1);
/** An edit takes 5 ms on a quiet machine. */
const LIMIT_MS = 30_000 + EDITS * 50;

it(
  "takes everything that people do in the editor, and all see the same",
  async () => {
    const workshop = await Workshop.open(SEED);
    for (let part = 0; part < 10; part++) {
      await workshop.work(EDITS / 10);
      expect(workshop.refusals).toEqual([]);
      const { stored, seen } = await workshop.notes();
      for (const note of Object.values(seen)) expect(note).toBe(stored);
    }
  },
  LIMIT_MS,
);
