import type { Member, MemberId } from "@apostil/shared/model";
import { type RoomKey, readMessage, writeAwareness, writeStep1 } from "@apostil/shared/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import type { RoomEngine, RoomEvents, RoomFace } from "../engine/engine.ts";
import { Hub, type HubParts } from "./hub.ts";
import { MAX_ASKED } from "./limits.ts";
import type { Line, RoomSession, Visitor } from "./session.ts";

const member: Member = { id: "m1" as MemberId, name: "M", role: "reader", delegation: null };
const viewer = { member, actor: { member: member.id, version: 1, session: null } };

const NEWCOMER = Uint8Array.of(0);
const SOMEBODY = Uint8Array.of(1, 7, 7);
const face = (seq: number): RoomFace => ({
  seq,
  state: Uint8Array.of(seq),
  vector: Uint8Array.of(1, 9, seq),
  nothing: Uint8Array.of(0, 0),
});

type Question = { readonly channel: number; readonly after: number | "vector" };

/** A client that reads or does not, as the test says. */
class FakeLine implements Line {
  readonly tellsSaved = true;
  readonly messages: string[] = [];
  isOpen = false;
  closed: number | null = null;
  reads = true;

  opened(): void {
    this.isOpen = true;
  }
  send(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    this.messages.push("update" in message ? `${message.type} ${message.update.join()}` : message.type);
  }
  offer(bytes: Uint8Array): boolean {
    if (this.reads) this.send(bytes);
    return this.reads;
  }
  isBusy(): boolean {
    return !this.reads;
  }
  saved(): void {}
  close(code: number): void {
    this.closed = code;
  }
}

describe("a session whose client does not read", () => {
  let events: RoomEvents;
  let hub: Hub;
  let visitor: Visitor;
  let questions: Question[];

  beforeEach(() => {
    questions = [];
    const engine = {
      listen: (to: RoomEvents) => {
        events = to;
      },
      look: (room: RoomKey) => events.face(room, face(1)),
      leave: () => {},
      closed: () => {},
      difference: (channel: number) => questions.push({ channel, after: "vector" }),
      since: (channel: number, _room: RoomKey, after: number) => questions.push({ channel, after }),
    } as unknown as RoomEngine;
    hub = new Hub({
      engine,
      people: { again: async () => viewer, list: async () => ({ delegations: [] }) },
      texts: { has: async () => true, changedOutside: () => {} },
      summaries: { committed: () => {} },
      onFailure: () => {},
    } as unknown as HubParts);
    visitor = hub.arrive(viewer, () => {});
  });

  async function enter(name: string): Promise<{ line: FakeLine; session: RoomSession; room: RoomKey }> {
    const line = new FakeLine();
    const session = hub.join(line, name, visitor);
    await expect.poll(() => line.isOpen).toBe(true);
    return { line, session, room: session.room as RoomKey };
  }

  const commit = (room: RoomKey, ...seqs: number[]) =>
    events.committed(
      room,
      seqs.map((seq) => ({ seq, update: Uint8Array.of(seq), channel: null })),
    );

  it("keeps its place, and gets one difference for all that passed", async () => {
    const { line, session, room } = await enter("text/op1/shared");
    hub.receive(session, writeStep1(NEWCOMER));
    commit(room, 2);
    line.reads = false;
    commit(room, 3, 4);
    commit(room, 5);
    expect(line.messages).toEqual(["step2 1", "update 2"]);
    line.reads = true;
    commit(room, 6); // the difference is not asked for so far: nothing may overtake it
    hub.resume(visitor);
    line.reads = false;
    session.tell(writeAwareness(Uint8Array.of(0))); // missed news of presence are no reason to ask once more
    line.reads = true;
    hub.resume(visitor);
    expect(questions).toEqual([{ channel: session.id, after: 2 }]);
    commit(room, 7);
    events.answer(session.id, 7, Uint8Array.of(3, 7));
    commit(room, 8);
    expect(line.messages.slice(2)).toEqual(["step2 3,7", "update 8"]);
    expect(line.closed).toBeNull();
  });

  it("is answered when it reads, to its newest question, from the room as it is then", async () => {
    const { line, session, room } = await enter("text/op1/shared");
    line.reads = false;
    hub.receive(session, writeStep1(SOMEBODY));
    hub.receive(session, writeStep1(NEWCOMER));
    commit(room, 2);
    expect(line.messages).toEqual([]);
    line.reads = true;
    hub.resume(visitor);
    expect(line.messages).toEqual(["step2 1"]);
    expect(questions).toEqual([]);
  });

  it("does not ask for more differences at once than a socket may", async () => {
    const rooms = await Promise.all(
      Array.from({ length: MAX_ASKED + 3 }, (_, at) => enter(`text/op${at}/shared`)),
    );
    for (const { session, room } of rooms) {
      hub.receive(session, writeStep1(NEWCOMER));
      hub.receive(session, writeStep1(SOMEBODY));
      expect(session.room).toBe(room);
    }
    expect(questions).toHaveLength(MAX_ASKED);
    const [first, second] = rooms;
    events.answer(first?.session.id ?? 0, 1, Uint8Array.of(1));
    expect(questions).toHaveLength(MAX_ASKED + 1);
    // one that is refused makes room as well
    events.refused(second?.session.id ?? 0, 4409, "another history");
    expect(questions).toHaveLength(MAX_ASKED + 2);
  });
});
