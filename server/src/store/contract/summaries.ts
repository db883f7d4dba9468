import type { ParagraphId, TextId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import { describe, expect } from "vitest";
import { SERVER } from "../store.ts";
import {
  ANNA,
  annotationId,
  annotationOf,
  BORIS,
  commitOf,
  itWithStore,
  type Open,
  OTHER_ROOM,
  ROOM,
  rowOf,
} from "./support.ts";

const TEXT = "treaty" as TextId;
const [OP1, OP2] = ["op1" as ParagraphId, "op2" as ParagraphId];
/** Texts and layers whose keys begin or end alike. */
const NEIGHBOURS = ["treaty-b/op1/shared", "treaty/op1/not-shared", "treat/op1/shared"] as RoomKey[];

/** What summaries are made of. */
export function describeRoomFacts(open: Open): void {
  describe("room facts", () => {
    itWithStore(open, "are none of rooms that were never written", async (store) => {
      expect(await store.roomFacts(TEXT, "shared", null)).toEqual([]);
    });

    itWithStore(open, "tell annotations without their words, of one text and layer alone", async (store) => {
      const tag = annotationOf(2, {
        motivation: "tagging",
        body: [{ type: "SpecificResource", source: "gender" as never, purpose: "tagging" }],
        status: "suggested",
        target: [{ paragraph: OP1 }, { paragraph: OP2 }, { paragraph: OP2 }],
      });
      const annotations = [
        rowOf(1),
        rowOf(2, { annotation: tag, creator: BORIS }),
        rowOf(3, { annotation: null }),
      ];
      await store.commit([
        commitOf(0, [SERVER], { annotations }),
        ...[OTHER_ROOM, ...NEIGHBOURS].map((room) => commitOf(0, [SERVER], { room })),
      ]);
      const [facts, ...others] = await store.roomFacts(TEXT, "shared", null);
      expect(others).toEqual([]);
      const remarks = facts?.remarks.toSorted((one, other) => one.created - other.created);
      expect({ ...facts, remarks }).toStrictEqual({
        paragraph: OP1,
        note: false,
        changed: 2_000,
        remarks: [
          {
            motivation: "commenting",
            status: "open",
            theme: null,
            creator: ANNA,
            created: Date.parse(annotationOf(1).created),
            paragraphs: [OP1],
          },
          {
            motivation: "tagging",
            status: "suggested",
            theme: "gender",
            creator: BORIS,
            created: Date.parse(annotationOf(2).created),
            paragraphs: [OP1, OP2],
          },
        ],
      });
      expect(JSON.stringify(facts)).not.toContain("Words");
      expect(JSON.stringify(facts)).not.toContain(annotationId(3));
    });

    itWithStore(open, "are given of some paragraphs, and of a private layer by its key", async (store) => {
      await store.commit([commitOf(0, [SERVER]), commitOf(0, [SERVER], { room: OTHER_ROOM })]);
      const paragraphs = async (layer: string, of: ParagraphId[] | null) =>
        (await store.roomFacts(TEXT, layer, of)).map(({ paragraph }) => paragraph);
      expect(await paragraphs("shared", [OP1, OP2])).toEqual([OP1]);
      expect(await paragraphs("shared", [OP2])).toEqual([]);
      expect(await paragraphs("private:m-anna", null)).toEqual([OP2]);
      expect(await paragraphs("private:m-boris", null)).toEqual([]);
    });

    itWithStore(open, "keep what is known of the note until a commit says otherwise", async (store) => {
      const note = async () => (await store.roomFacts(TEXT, "shared", [OP1]))[0];
      await store.commit([commitOf(0, [SERVER], { room: ROOM, note: true })]);
      expect(await note()).toMatchObject({ note: true, changed: 2_000 });
      await store.commit([commitOf(1, [SERVER, SERVER])]);
      expect(await note()).toMatchObject({ note: true, changed: 2_001 });
      await store.commit([commitOf(3, [], { annotations: [rowOf(1)] })]);
      expect(await note()).toMatchObject({ note: true, changed: 2_001 });
      await store.commit([commitOf(3, [SERVER], { note: false })]);
      expect(await note()).toMatchObject({ note: false });
    });
  });
}

/** How far a member has read. */
export function describeReadMarks(open: Open): void {
  describe("read marks", () => {
    itWithStore(open, "are none at first, and are each member's and text's own", async (store) => {
      await store.markRead(ANNA, TEXT, 5, null);
      expect(await store.readMarks(ANNA, TEXT)).toStrictEqual({ whole: 5, paragraphs: new Map() });
      const none = { whole: null, paragraphs: new Map() };
      expect(await store.readMarks(BORIS, TEXT)).toStrictEqual(none);
      expect(await store.readMarks(ANNA, "treaty-b" as TextId)).toStrictEqual(none);
    });

    itWithStore(open, "never go back", async (store) => {
      await store.markRead(ANNA, TEXT, 7, [OP1, OP2]);
      await store.markRead(ANNA, TEXT, 5, [OP1]);
      await store.markRead(ANNA, TEXT, 9, [OP2]);
      const paragraphs = new Map([
        [OP1, 7],
        [OP2, 9],
      ]);
      expect(await store.readMarks(ANNA, TEXT)).toStrictEqual({ whole: null, paragraphs });
      await store.markRead(ANNA, TEXT, 8, null);
      await store.markRead(ANNA, TEXT, 3, null);
      expect(await store.readMarks(ANNA, TEXT)).toStrictEqual({
        whole: 8,
        paragraphs: new Map([[OP2, 9]]),
      });
    });
  });
}
