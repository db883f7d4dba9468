import type { TextId, ThemeId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import { describe, expect } from "vitest";
import { SERVER } from "../store.ts";
import {
  ANNA,
  actorOf,
  annotationId,
  annotationOf,
  commitOf,
  itWithStore,
  memberOf,
  type Open,
  OTHER_ROOM,
  ROOM,
  rowOf,
} from "./support.ts";

/** Reading what commits wrote. */
export function describeRooms(open: Open): void {
  describe("rooms", () => {
    itWithStore(open, "that were never written are empty", async (store) => {
      expect(await store.loadRoom(ROOM)).toStrictEqual({
        seq: 0,
        snapshot: null,
        updates: [],
        clients: new Map(),
      });
      expect(await store.updatesAfter(ROOM, 0)).toEqual([]);
      expect(await store.roomSequences([ROOM])).toStrictEqual(new Map());
      expect(await store.annotations([ROOM])).toEqual([]);
      expect(await store.annotationRow(ROOM, annotationId(1))).toBeNull();
      expect(await store.roomsOfText("treaty" as TextId)).toEqual([]);
    });

    itWithStore(open, "are loaded with updates in order and owners of client ids", async (store) => {
      await store.addMember(memberOf(ANNA));
      const clients = [
        { client: 2 ** 32 - 1, member: ANNA },
        { client: 2 ** 40 + 7, member: SERVER.member },
      ];
      await store.commit([commitOf(0, [actorOf(ANNA), SERVER], { clients })]);
      await store.commit([commitOf(2, [actorOf(ANNA)])]);
      expect(await store.loadRoom(ROOM)).toStrictEqual({
        seq: 3,
        snapshot: null,
        updates: [
          { seq: 1, member: ANNA, time: 2_000, bytes: Uint8Array.of(1) },
          { seq: 2, member: SERVER.member, time: 2_001, bytes: Uint8Array.of(2) },
          { seq: 3, member: ANNA, time: 2_000, bytes: Uint8Array.of(3) },
        ],
        clients: new Map([
          [2 ** 32 - 1, ANNA],
          [2 ** 40 + 7, SERVER.member],
        ]),
      });
    });

    itWithStore(open, "give the updates after a sequence", async (store) => {
      await store.commit([commitOf(0, [SERVER, SERVER, SERVER])]);
      expect((await store.updatesAfter(ROOM, 1)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await store.updatesAfter(ROOM, 3)).toEqual([]);
    });

    itWithStore(open, "tell the sequences of those that have one", async (store) => {
      const rooms = Array.from({ length: 3_000 }, (_, at) => `treaty/op${at}/shared` as RoomKey);
      await store.commit([commitOf(0, [SERVER, SERVER]), commitOf(0, [SERVER], { room: OTHER_ROOM })]);
      expect(await store.roomSequences([...rooms, OTHER_ROOM])).toStrictEqual(
        new Map([
          [ROOM, 2],
          [OTHER_ROOM, 1],
        ]),
      );
      expect(await store.roomSequences([])).toStrictEqual(new Map());
    });

    itWithStore(open, "are found by their text, and by no text that begins alike", async (store) => {
      const others = ["treaty-2/op1/shared", "treaty2/op1/shared", "treat/op1/shared"] as RoomKey[];
      const batch = [OTHER_ROOM, ROOM, ...others].map((room) => commitOf(0, [SERVER], { room }));
      await store.commit(batch);
      const only = commitOf(0, [], { room: "treaty/a1/norway" as RoomKey });
      const row = rowOf(1, { room: only.room });
      await store.commit([{ ...only, annotations: [row] }]);
      expect((await store.roomsOfText("treaty" as TextId)).toSorted()).toEqual(
        [ROOM, OTHER_ROOM, only.room].toSorted(),
      );
    });
  });
}

export function describeAnnotationRows(open: Open): void {
  describe("annotation rows", () => {
    itWithStore(open, "come back as they were, by time and then by id", async (store) => {
      const tagging = annotationOf(2, {
        motivation: "tagging",
        body: [{ type: "SpecificResource", source: "gender" as ThemeId, purpose: "tagging" }],
        created: annotationOf(1).created,
        replyTo: annotationId(9),
      });
      const early = annotationOf(3, { created: annotationOf(0).created });
      await store.commit([
        commitOf(0, [], {
          annotations: [rowOf(2, { annotation: tagging }), rowOf(3, { annotation: early })],
        }),
        commitOf(0, [], { room: OTHER_ROOM, annotations: [rowOf(1, { room: OTHER_ROOM })] }),
      ]);
      const all = await store.annotations([ROOM, OTHER_ROOM]);
      expect(all).toStrictEqual([early, annotationOf(1), tagging]);
      expect(await store.annotations([ROOM])).toStrictEqual([early, tagging]);
      expect(await store.annotations([])).toEqual([]);
    });

    itWithStore(open, "are written over whole", async (store) => {
      const resolved = rowOf(1, { annotation: annotationOf(1, { status: "resolved", body: [] }) });
      await store.commit([commitOf(0, [SERVER], { annotations: [rowOf(1)] })]);
      await store.commit([commitOf(1, [SERVER], { annotations: [resolved] })]);
      expect(await store.annotationRow(ROOM, annotationId(1))).toStrictEqual(resolved);
      expect(await store.annotations([ROOM])).toStrictEqual([resolved.annotation]);
    });

    itWithStore(open, "of removed annotations keep id, digest and creator only", async (store) => {
      const removed = rowOf(1, { annotation: null });
      await store.commit([commitOf(0, [SERVER], { annotations: [rowOf(1)] })]);
      await store.commit([commitOf(1, [SERVER], { annotations: [removed] })]);
      expect(await store.annotations([ROOM])).toEqual([]);
      expect(await store.annotationRow(ROOM, annotationId(1))).toStrictEqual(removed);
    });

    itWithStore(open, "with one id in two rooms are two", async (store) => {
      const other = rowOf(1, { room: OTHER_ROOM, posted: "other" });
      await store.commit([
        commitOf(0, [], { annotations: [rowOf(1)] }),
        commitOf(0, [], { room: OTHER_ROOM, annotations: [other] }),
      ]);
      expect(await store.annotationRow(ROOM, annotationId(1))).toStrictEqual(rowOf(1));
      expect(await store.annotationRow(OTHER_ROOM, annotationId(1))).toStrictEqual(other);
    });
  });
}
