import type { MemberId } from "@apostil/shared/model";
import { describe, expect } from "vitest";
import { ANNA, BORIS, itWithStore, memberOf, type Open, sessionOf } from "./support.ts";

const NORWAY = { slug: "norway", name: "Norway", colour: "#8a3f8f" };
const KENYA = { slug: "kenya", name: "Kenya", colour: "#1f6f8b" };

const missing = { name: "StoreError", code: "missing" };
const exists = { name: "StoreError", code: "exists" };

export function describeMembers(open: Open): void {
  describe("delegations and members", () => {
    itWithStore(open, "gives delegations in the order they were added in", async (store) => {
      expect(await store.delegations()).toEqual([]);
      await store.addDelegation(NORWAY);
      await store.addDelegation(KENYA);
      await expect(store.addDelegation(NORWAY)).rejects.toMatchObject(exists);
      expect(await store.delegations()).toStrictEqual([NORWAY, KENYA]);
    });

    itWithStore(open, "gives members in the order they were added in", async (store) => {
      await store.addDelegation(NORWAY);
      const boris = memberOf(BORIS, { delegation: "norway", role: "reader" });
      await store.addMember(boris);
      await store.addMember(memberOf(ANNA));
      expect(await store.members()).toStrictEqual([
        { ...boris, version: 1, removed: null },
        { ...memberOf(ANNA), version: 1, removed: null },
      ]);
      expect(await store.member(BORIS)).toStrictEqual({ ...boris, version: 1, removed: null });
      expect(await store.member("nobody" as MemberId)).toBeNull();
    });

    itWithStore(open, "refuses a taken id and an unknown delegation", async (store) => {
      await store.addMember(memberOf(ANNA));
      await expect(store.addMember(memberOf(ANNA))).rejects.toMatchObject(exists);
      await expect(store.addMember(memberOf(BORIS, { delegation: "nowhere" }))).rejects.toMatchObject(
        missing,
      );
      expect(await store.members()).toHaveLength(1);
    });

    itWithStore(open, "changes what is named only, and raises the version", async (store) => {
      await store.addDelegation(NORWAY);
      await store.addMember(memberOf(ANNA));
      await store.changeMember(ANNA, { delegation: "norway" });
      expect(await store.member(ANNA)).toMatchObject({ role: "editor", delegation: "norway", version: 2 });
      await store.changeMember(ANNA, { role: "reader" });
      expect(await store.member(ANNA)).toMatchObject({ role: "reader", delegation: "norway", version: 3 });
      await store.changeMember(ANNA, { delegation: null });
      expect(await store.member(ANNA)).toMatchObject({ role: "reader", delegation: null, version: 4 });
    });

    itWithStore(open, "refuses to change or remove who is no member", async (store) => {
      await expect(store.changeMember(ANNA, { role: "reader" })).rejects.toMatchObject(missing);
      await expect(store.removeMember(ANNA)).rejects.toMatchObject(missing);
      await store.addMember(memberOf(ANNA));
      await expect(store.changeMember(ANNA, { delegation: "nowhere" })).rejects.toMatchObject(missing);
      expect(await store.member(ANNA)).toMatchObject({ version: 1, delegation: null });
      await store.removeMember(ANNA);
      await expect(store.changeMember(ANNA, { role: "reader" })).rejects.toMatchObject(missing);
      await expect(store.removeMember(ANNA)).rejects.toMatchObject(missing);
    });

    itWithStore(open, "keeps a removed member's name, ends the sessions", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      await store.removeMember(ANNA);
      const removed = await store.member(ANNA);
      expect(removed).toMatchObject({ ...memberOf(ANNA), version: 2, removed: expect.any(Number) });
      expect(await store.members()).toStrictEqual([removed]);
      // The key is free again: the session is gone, not only its member.
      expect(await store.session(sessionOf(ANNA).key, 1_500)).toBeNull();
      await store.addMember(memberOf(BORIS));
      await store.addSession(sessionOf(BORIS, { key: sessionOf(ANNA).key }));
      await expect(store.addMember(memberOf(ANNA))).rejects.toMatchObject(exists);
    });
  });
}

export function describeSessions(open: Open): void {
  describe("sessions", () => {
    itWithStore(open, "come with their member", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      await store.changeMember(ANNA, { role: "coordinator" });
      expect(await store.session(sessionOf(ANNA).key, 4_999)).toStrictEqual({
        session: sessionOf(ANNA),
        member: { ...memberOf(ANNA, { role: "coordinator" }), version: 2, removed: null },
      });
    });

    itWithStore(open, "are past at the time they expire, and never without one", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      const lasting = sessionOf(ANNA, { key: "lasting", kind: "bearer", expires: null });
      await store.addSession(lasting);
      expect(await store.session(sessionOf(ANNA).key, 5_000)).toBeNull();
      expect((await store.session("lasting", Number.MAX_SAFE_INTEGER))?.session).toStrictEqual(lasting);
      expect(await store.session("unknown", 0)).toBeNull();
    });

    itWithStore(open, "end when they are ended", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      await store.endSession(sessionOf(ANNA).key);
      expect(await store.session(sessionOf(ANNA).key, 1_500)).toBeNull();
      await store.endSession(sessionOf(ANNA).key);
    });

    itWithStore(open, "are refused for nobody, for removed members, and under a taken key", async (store) => {
      await expect(store.addSession(sessionOf(ANNA))).rejects.toMatchObject(missing);
      await store.addMember(memberOf(ANNA));
      await store.addMember(memberOf(BORIS));
      await store.addSession(sessionOf(ANNA));
      const sameKey = sessionOf(BORIS, { key: sessionOf(ANNA).key });
      await expect(store.addSession(sameKey)).rejects.toMatchObject(exists);
      await store.removeMember(BORIS);
      await expect(store.addSession(sessionOf(BORIS))).rejects.toMatchObject(missing);
    });
  });
}
