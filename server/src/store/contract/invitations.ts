import type { MemberId } from "@apostil/shared/model";
import { describe, expect } from "vitest";
import type { Store } from "../store.ts";
import { ANNA, BORIS, invitationOf, itWithStore, memberOf, type Open, sessionOf } from "./support.ts";

const KEY = invitationOf().key;

const accept = (store: Store, id: MemberId, now = 2_000): Promise<boolean> =>
  store.acceptInvitation(KEY, now, { member: memberOf(id), session: sessionOf(id) });

const signInAgain = (store: Store, id: MemberId, now = 2_000): Promise<boolean> =>
  store.acceptInvitation(KEY, now, { member: null, session: sessionOf(id) });

/** Nothing of an accepting that failed may stay. */
async function expectNobody(store: Store, used = 0): Promise<void> {
  expect(await store.members()).toEqual([]);
  expect(await store.session(sessionOf(ANNA).key, 2_000)).toBeNull();
  expect((await store.invitation(KEY))?.used).toBe(used);
}

export function describeInvitations(open: Open): void {
  describe("invitations", () => {
    itWithStore(open, "are listed, found by key, and removed by id", async (store) => {
      const second = invitationOf({ id: "a-2", key: "key-2", uses: null });
      await store.addInvitation(invitationOf());
      await store.addInvitation(second);
      expect(await store.invitations()).toStrictEqual([invitationOf(), second]);
      expect(await store.invitation("key-2")).toStrictEqual(second);
      expect(await store.invitation("key-3")).toBeNull();
      await store.removeInvitation("i-1");
      expect(await store.invitations()).toStrictEqual([second]);
    });

    itWithStore(open, "refuse a taken key and an unknown delegation", async (store) => {
      await store.addInvitation(invitationOf());
      const sameKey = store.addInvitation(invitationOf({ id: "i-2" }));
      await expect(sameKey).rejects.toMatchObject({ code: "exists" });
      const nowhere = store.addInvitation(invitationOf({ id: "i-2", key: "key-2", delegation: "nowhere" }));
      await expect(nowhere).rejects.toMatchObject({ code: "missing" });
    });

    itWithStore(open, "make a member with a session, and count", async (store) => {
      await store.addInvitation(invitationOf());
      expect(await accept(store, ANNA)).toBe(true);
      expect((await store.session(sessionOf(ANNA).key, 2_000))?.member).toMatchObject(memberOf(ANNA));
      expect((await store.invitation(KEY))?.used).toBe(1);
    });

    itWithStore(open, "are used as often as they say, however many come at once", async (store) => {
      await store.addInvitation(invitationOf({ uses: 2 }));
      const ids = ["a", "b", "c", "d"] as MemberId[];
      const accepted = await Promise.all(ids.map((id) => accept(store, id)));
      expect(accepted.filter(Boolean)).toHaveLength(2);
      expect(await store.members()).toHaveLength(2);
      expect((await store.invitation(KEY))?.used).toBe(2);
    });

    itWithStore(open, "without a number are used any number of times", async (store) => {
      await store.addInvitation(invitationOf({ uses: null }));
      expect(await accept(store, ANNA)).toBe(true);
      expect(await accept(store, BORIS)).toBe(true);
    });

    itWithStore(open, "are worth nothing when past, removed or unknown", async (store) => {
      expect(await accept(store, ANNA)).toBe(false);
      await store.addInvitation(invitationOf());
      expect(await accept(store, ANNA, 5_000)).toBe(false);
      await expectNobody(store);
      await store.removeInvitation("i-1");
      expect(await accept(store, ANNA)).toBe(false);
    });

    itWithStore(open, "are not counted when the member cannot be made", async (store) => {
      await store.addInvitation(invitationOf());
      const stranger = memberOf(ANNA, { delegation: "nowhere" });
      const refused = store.acceptInvitation(KEY, 2_000, { member: stranger, session: sessionOf(ANNA) });
      await expect(refused).rejects.toMatchObject({ code: "missing" });
      await expectNobody(store);
    });

    itWithStore(open, "for a member sign that one in, and make nobody", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addMember(memberOf(BORIS));
      await store.addInvitation(invitationOf({ member: ANNA, uses: 2 }));
      expect(await signInAgain(store, BORIS)).toBe(false);
      expect(await accept(store, "new" as MemberId)).toBe(false);
      expect(await signInAgain(store, ANNA)).toBe(true);
      expect((await store.session(sessionOf(ANNA).key, 2_000))?.member.id).toBe(ANNA);
      expect(await store.members()).toHaveLength(2);
    });

    itWithStore(open, "for newcomers sign no member in, nor one under another's session", async (store) => {
      await store.addInvitation(invitationOf());
      await store.addMember(memberOf(ANNA));
      expect(await signInAgain(store, ANNA)).toBe(false);
      const mixed = { member: memberOf(BORIS), session: sessionOf(ANNA) };
      expect(await store.acceptInvitation(KEY, 2_000, mixed)).toBe(false);
      expect(await store.member(BORIS)).toBeNull();
    });

    itWithStore(open, "don't let a removed member back in", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addInvitation(invitationOf({ member: ANNA }));
      await store.removeMember(ANNA);
      expect(await signInAgain(store, ANNA)).toBe(false);
      expect((await store.invitation(KEY))?.used).toBe(0);
    });
  });
}
