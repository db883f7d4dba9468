import type { MemberId, TextId } from "@apostil/shared/model";
import { describe, expect } from "vitest";
import { type Actor, type RoomCommit, SERVER, type Store } from "../store.ts";
import {
  ANNA,
  actorOf,
  annotationId,
  BORIS,
  commitOf,
  itWithStore,
  memberOf,
  type Open,
  OTHER_ROOM,
  ROOM,
  rowOf,
  sessionOf,
} from "./support.ts";

/** Commits to ROOM, with a client id and an annotation beside the update, and to OTHER_ROOM, which is in order. */
async function expectRefused(store: Store, refused: RoomCommit, outcome: object): Promise<void> {
  const before = await store.loadRoom(ROOM);
  const full = { ...refused, clients: [...refused.clients, { client: 77, member: ANNA }] };
  const outcomes = await store.commit([
    { ...full, annotations: [rowOf(77)] },
    commitOf(0, [SERVER], { room: OTHER_ROOM }),
  ]);
  expect(outcomes).toStrictEqual([
    { room: ROOM, done: false, ...outcome },
    { room: OTHER_ROOM, done: true, seq: 1 },
  ]);
  expect(await store.loadRoom(ROOM)).toStrictEqual(before);
  expect(await store.annotationRow(ROOM, annotationId(77))).toBeNull();
  const known = before.seq > 0 ? [ROOM, OTHER_ROOM] : [OTHER_ROOM];
  expect((await store.roomsOfText("treaty" as TextId)).toSorted()).toEqual(known);
}

const expectChanged = (store: Store, actor: Actor, time = 2_000): Promise<void> => {
  const updates = [{ actor, time, bytes: Uint8Array.of(1) }];
  return expectRefused(store, commitOf(0, [], { updates }), { reason: "actors", actors: [actor] });
};

export function describeCommits(open: Open): void {
  describe("commit", () => {
    itWithStore(open, "numbers updates from the sequence it builds on", async (store) => {
      expect(await store.commit([])).toEqual([]);
      const outcomes = await store.commit([
        commitOf(0, [SERVER, SERVER]),
        commitOf(0, [SERVER], { room: OTHER_ROOM }),
      ]);
      expect(outcomes).toStrictEqual([
        { room: ROOM, done: true, seq: 2 },
        { room: OTHER_ROOM, done: true, seq: 1 },
      ]);
    });

    itWithStore(open, "of annotations alone leaves the sequence", async (store) => {
      await store.commit([commitOf(0, [SERVER])]);
      const outcome = await store.commit([commitOf(1, [], { annotations: [rowOf(1)] })]);
      expect(outcome).toStrictEqual([{ room: ROOM, done: true, seq: 1 }]);
      expect(await store.annotations([ROOM])).toHaveLength(1);
    });

    itWithStore(open, "of nothing makes no room", async (store) => {
      expect(await store.commit([commitOf(0, [])])).toStrictEqual([{ room: ROOM, done: true, seq: 0 }]);
      expect(await store.roomSequences([ROOM])).toStrictEqual(new Map());
    });

    itWithStore(open, "of one room twice goes on where the first ended", async (store) => {
      const outcomes = await store.commit([commitOf(0, [SERVER]), commitOf(1, [SERVER])]);
      expect(outcomes.map(({ done }) => done)).toEqual([true, true]);
      expect((await store.loadRoom(ROOM)).seq).toBe(2);
    });

    itWithStore(open, "leaves out a room that somebody else wrote", async (store) => {
      await store.commit([commitOf(0, [SERVER, SERVER])]);
      await expectRefused(store, commitOf(1, [SERVER]), { reason: "behind" });
    });

    itWithStore(open, "leaves out a room that is not as far as thought", async (store) => {
      await expectRefused(store, commitOf(3, [SERVER]), { reason: "behind" });
    });

    itWithStore(open, "leaves out a room whose client id is another member's", async (store) => {
      await store.commit([commitOf(0, [SERVER], { clients: [{ client: 5, member: BORIS }] })]);
      const foreign = [
        { client: 4, member: ANNA },
        { client: 5, member: ANNA },
      ];
      await expectRefused(store, commitOf(1, [SERVER], { clients: foreign }), { reason: "behind" });
    });

    itWithStore(open, "leaves out a room that gives one client id to two", async (store) => {
      const both = [
        { client: 4, member: ANNA },
        { client: 4, member: BORIS },
      ];
      await expectRefused(store, commitOf(0, [SERVER], { clients: both }), { reason: "behind" });
    });

    itWithStore(open, "takes a client id again for the same member, and elsewhere", async (store) => {
      const clients = [{ client: 5, member: ANNA }];
      await store.commit([commitOf(0, [SERVER], { clients })]);
      const outcomes = await store.commit([
        commitOf(1, [SERVER], { clients }),
        commitOf(0, [SERVER], { room: OTHER_ROOM, clients: [{ client: 5, member: BORIS }] }),
      ]);
      expect(outcomes.map(({ done }) => done)).toEqual([true, true]);
    });

    itWithStore(open, "writes nothing at all when it fails", async (store) => {
      const astray = rowOf(1, { room: OTHER_ROOM });
      const failing = store.commit([
        commitOf(0, [SERVER], { room: OTHER_ROOM }),
        commitOf(0, [SERVER], { annotations: [astray] }),
      ]);
      await expect(failing).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
      expect(await store.roomsOfText("treaty" as TextId)).toEqual([]);
      expect(await store.commit([commitOf(0, [SERVER])])).toMatchObject([{ done: true }]);
    });
  });
}

export function describeActors(open: Open): void {
  describe("commit, asking once more who writes,", () => {
    itWithStore(open, "refuses who is no member", (store) =>
      expectChanged(store, actorOf("nobody" as MemberId)),
    );

    itWithStore(open, "refuses a member of version 0 with a session: not the server's word", (store) =>
      expectChanged(store, actorOf("nobody" as MemberId, { version: 0, session: "made up" })),
    );

    itWithStore(open, "refuses who changed since", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.changeMember(ANNA, { role: "reader" });
      await expectChanged(store, actorOf(ANNA));
    });

    itWithStore(open, "refuses who was removed", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.removeMember(ANNA);
      await expectChanged(store, actorOf(ANNA, { version: 2 }));
    });

    itWithStore(open, "refuses a session that is another's", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addMember(memberOf(BORIS));
      await store.addSession(sessionOf(BORIS));
      await expectChanged(store, actorOf(ANNA, { session: sessionOf(BORIS).key }));
    });

    itWithStore(open, "refuses a session that ended", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      await store.endSession(sessionOf(ANNA).key);
      await expectChanged(store, actorOf(ANNA, { session: sessionOf(ANNA).key }));
    });

    itWithStore(open, "refuses a session that is past at the time of the update", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      await expectChanged(store, actorOf(ANNA, { session: sessionOf(ANNA).key }), 5_000);
    });

    itWithStore(open, "asks at the time of an actor's last update", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      const actor = actorOf(ANNA, { session: sessionOf(ANNA).key });
      const updates = [4_999, 5_000, 4_998].map((time) => ({ actor, time, bytes: Uint8Array.of(1) }));
      await expectRefused(store, commitOf(0, [], { updates }), { reason: "actors", actors: [actor] });
    });

    itWithStore(open, "names each changed actor once, and only those", async (store) => {
      await store.addMember(memberOf(ANNA));
      const [stale, gone] = [actorOf(ANNA, { version: 7 }), actorOf(BORIS)];
      const outcomes = await store.commit([commitOf(0, [stale, actorOf(ANNA), gone, { ...stale }, SERVER])]);
      expect(outcomes).toStrictEqual([{ room: ROOM, done: false, reason: "actors", actors: [stale, gone] }]);
    });

    itWithStore(open, "takes members with and without a session", async (store) => {
      await store.addMember(memberOf(ANNA));
      await store.addSession(sessionOf(ANNA));
      const actors = [actorOf(ANNA, { session: sessionOf(ANNA).key }), actorOf(ANNA)];
      expect(await store.commit([commitOf(0, actors)])).toStrictEqual([{ room: ROOM, done: true, seq: 2 }]);
    });
  });
}
