import { FIRST_WRITER_ID } from "@apostil/shared/protocol";
import { describe, expect } from "vitest";
import { ANNA, itWithStore, memberOf, type Open } from "./support.ts";

/** The store as a whole: its generation, writer ids, versions, end. */
export function describeWhole(open: Open): void {
  describe("as a whole", () => {
    itWithStore(open, "has one generation, another store another", async (store) => {
      const other = await open();
      expect(await store.generation()).toMatch(/^\S{16,}$/);
      expect(await store.generation()).toBe(await store.generation());
      expect(await other.generation()).not.toBe(await store.generation());
      await other.close();
    });

    itWithStore(open, "allots writer ids above 2^40, each once", async (store) => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => store.allotWriterId()));
      expect(new Set(ids).size).toBe(20);
      for (const id of ids) {
        expect(id).toBeGreaterThan(FIRST_WRITER_ID);
        expect(Number.isSafeInteger(id)).toBe(true);
      }
    });

    itWithStore(open, "keeps its data version while nobody else writes", async (store) => {
      const before = await store.dataVersion();
      await store.addMember(memberOf(ANNA));
      expect(await store.dataVersion()).toBe(before);
    });

    itWithStore(open, "takes audit entries, of members and of nobody", async (store) => {
      await store.audit({ time: 1, member: ANNA, action: "invite", detail: "commenter" });
      await store.audit({ time: 2, member: null, action: "start", detail: "" });
    });

    itWithStore(open, "refuses every call once it is closed", async (store) => {
      await store.close();
      await expect(store.members()).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
      await store.close();
    });
  });
}
