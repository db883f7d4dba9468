import type {
  Annotation,
  AnnotationId,
  Member,
  MemberId,
  ParagraphId,
  Text,
  TextId,
} from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import { it } from "vitest";
import type { Actor, AnnotationRow, RoomCommit, Store, StoredInvitation, StoredSession } from "../store.ts";

export type Open = () => Promise<Store>;

/** A test with a store of its own, which is closed afterwards. */
export function itWithStore(open: Open, what: string, test: (store: Store) => Promise<void>): void {
  it(what, async () => {
    const store = await open();
    try {
      await test(store);
    } finally {
      await store.close();
    }
  });
}

export const ROOM = "treaty/op1/shared" as RoomKey;
export const OTHER_ROOM = "treaty/op2/private:m-anna" as RoomKey;

export const ANNA = "m-anna" as MemberId;
export const BORIS = "m-boris" as MemberId;

export const memberOf = (id: MemberId, change: Partial<Member> = {}): Member => ({
  id,
  name: `Name of ${id}`,
  role: "editor",
  delegation: null,
  ...change,
});

export const actorOf = (member: MemberId, change: Partial<Actor> = {}): Actor => ({
  member,
  version: 1,
  session: null,
  ...change,
});

export const sessionOf = (member: MemberId, change: Partial<StoredSession> = {}): StoredSession => ({
  key: `key-of-${member}`,
  member,
  kind: "cookie",
  created: 1_000,
  expires: 5_000,
  ...change,
});

export const invitationOf = (change: Partial<StoredInvitation> = {}): StoredInvitation => ({
  id: "i-1",
  key: "key-1",
  role: "commenter",
  delegation: null,
  member: null,
  created: 1_000,
  expires: 5_000,
  used: 0,
  uses: 1,
  ...change,
});

/** One update of each actor, numbered by its only byte. */
export const commitOf = (
  after: number,
  actors: readonly Actor[],
  change: Partial<RoomCommit> = {},
): RoomCommit => ({
  room: ROOM,
  after,
  updates: actors.map((actor, at) => ({ actor, time: 2_000 + at, bytes: Uint8Array.of(after + 1 + at) })),
  clients: [],
  annotations: [],
  ...change,
});

export const annotationId = (number: number): AnnotationId =>
  `00000000-0000-7000-8000-${String(number).padStart(12, "0")}` as AnnotationId;

export const annotationOf = (number: number, change: Partial<Annotation> = {}): Annotation => ({
  id: annotationId(number),
  motivation: "commenting",
  body: [{ type: "TextualBody", value: `Words ${number}, “quoted”, ünïcode 𝒳`, purpose: "commenting" }],
  target: { selector: [{ type: "TextPositionSelector", start: 1, end: 4 }] },
  creator: { id: ANNA, name: "Anna", delegation: null },
  created: new Date(Date.UTC(2026, 0, 1) + number).toISOString(),
  modified: new Date(Date.UTC(2026, 0, 2)).toISOString(),
  status: "open",
  paragraph: "op1" as ParagraphId,
  layer: "shared",
  edition: "en",
  revision: 1,
  ...change,
});

export const rowOf = (number: number, change: Partial<AnnotationRow> = {}): AnnotationRow => ({
  room: ROOM,
  id: annotationId(number),
  annotation: annotationOf(number),
  posted: `digest-${number}`,
  creator: ANNA,
  ...change,
});

export const textOf = (id: string, change: Partial<Text> = {}): Text => ({
  id: id as TextId,
  revision: 1,
  edition: "en",
  title: `Title of ${id}`,
  symbol: "S/RES/1 (1946)",
  date: "1946-01-25",
  language: "en",
  kind: "resolution",
  paragraphs: [
    {
      id: "op1" as ParagraphId,
      label: "OP1",
      kind: "operative",
      level: 0,
      text: "Recalls resolution 2 (1946) of 30 January 1946;",
      references: [{ symbol: "S/RES/2 (1946)", start: 8, end: 27 }],
      dates: [{ iso: "1946-01-30", start: 31, end: 46 }],
    },
    {
      id: "x1" as ParagraphId,
      label: null,
      kind: "other",
      level: 0,
      text: "Non\u2011breaking",
      references: [],
      dates: [],
    },
    {
      id: "a1" as ParagraphId,
      label: "A1",
      kind: "annex",
      level: 1,
      text: "Last",
      references: [],
      dates: [],
    },
  ],
  omitted: [{ text: "“", reason: "quotation mark" }],
  ...change,
});
