import type { MemberId } from "@apostil/shared/model";
import { FIRST_WRITER_ID, type RoomKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { StoredUpdate } from "../store/store.ts";
import type { ColdRoom } from "./cold-room.ts";
import type { RoomEvents } from "./engine.ts";
import type { Question } from "./input.ts";
import { inspectVector } from "./inspect-vector.ts";
import { MAX_MERGED } from "./limits.ts";
import { Refused } from "./refused.ts";
import { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";

export type AnswersParts = {
  readonly rooms: Rooms;
  readonly updatesAfter: (room: RoomKey, after: number) => Promise<StoredUpdate[]>;
  /** A room turned out to be behind the store: tells what it missed. */
  readonly catchUp: (room: RoomKey) => Promise<void>;
  /** Its snapshot is old: whoever comes next would be served faster from a new one. */
  readonly worthFolding: (room: RoomKey) => void;
};

/** Answers questions, always after a commit and before the next group: from what is on disk. */
export class Answers {
  readonly #parts: AnswersParts;

  constructor(parts: AnswersParts) {
    this.#parts = parts;
  }

  /** @throws Refused, or whatever the store throws */
  async answer(question: Question, events: RoomEvents | null): Promise<void> {
    switch (question.kind) {
      case "look":
        return this.#look(question, events);
      case "difference":
        return this.#difference(question, events);
      case "since":
        return this.#since(question, events);
      case "state":
        return question.answer.resolve((await this.#parts.rooms.present(question.room)).face().state);
      case "owner": {
        const room = await this.#parts.rooms.present(question.room);
        const owners = room instanceof Room ? room.owners : room.stored.clients;
        return question.answer.resolve(owners.get(question.client) ?? null);
      }
    }
  }

  async #look(
    { room: key, after }: Question & { readonly kind: "look" },
    events: RoomEvents | null,
  ): Promise<void> {
    const { rooms } = this.#parts;
    if (after !== null && !rooms.isWatched(key)) rooms.watch(key, after);
    const room = await this.#caughtUp(key);
    const face = room.face();
    rooms.watch(key, face.seq);
    events?.face(key, face);
  }

  /** The room as it is told: not ahead of what its people heard, and not behind it. */
  async #caughtUp(key: RoomKey): Promise<Room | ColdRoom> {
    const { rooms, catchUp, worthFolding } = this.#parts;
    const open = rooms.open(key);
    if (open && (rooms.told(key) ?? open.seq) === open.seq) return open;
    const cold = await rooms.cold(key);
    if (cold.stored.seq > (rooms.told(key) ?? cold.stored.seq)) await catchUp(key);
    if (cold.isWorthFolding) worthFolding(key);
    return cold;
  }

  async #difference(
    { channel, room: key, member, vector }: Question & { readonly kind: "difference" },
    events: RoomEvents | null,
  ): Promise<void> {
    const seen = inspectVector(vector);
    if (seen.kind === "refused") throw new Refused(seen.reason, seen.why);
    let room = await this.#caughtUp(key);
    if (isForeignCopy(seen.clocks, room, member)) {
      await this.#parts.catchUp(key);
      room = await this.#caughtUp(key);
      if (isForeignCopy(seen.clocks, room, member))
        throw new Refused("otherGeneration", "This copy is from another history of the room");
    }
    events?.answer(channel, room.face().seq, room.difference(vector));
  }

  /** The updates in one while they are few and less than the room: they keep words that were deleted since. */
  async #since(
    { channel, room: key, after }: Question & { readonly kind: "since" },
    events: RoomEvents | null,
  ): Promise<void> {
    const room = await this.#caughtUp(key);
    const { seq, state } = room.face();
    const missed = seq - after > MAX_MERGED ? [] : await this.#parts.updatesAfter(key, after);
    const isWhole = missed[0]?.seq === after + 1 && missed.at(-1)?.seq === seq;
    const bytes = missed.reduce((sum, update) => sum + update.bytes.length, 0);
    const isShort = isWhole && bytes <= state.length;
    events?.answer(channel, seq, isShort ? Y.mergeUpdates(missed.map((update) => update.bytes)) : state);
  }
}

/**
 * Whether a copy holds what this room never gave out: structs of the server, or of another member, beyond ours. So is a
 * copy from before a restore; to merge it would bring back what the restore undid, or worse, mix two histories.
 */
function isForeignCopy(
  clocks: ReadonlyMap<number, number>,
  room: Room | ColdRoom,
  member: MemberId,
): boolean {
  const view = room.view();
  for (const [client, clock] of clocks) {
    if (clock <= view.next(client)) continue;
    if (client >= FIRST_WRITER_ID) return true;
    const owner = view.owner(client);
    if (owner !== undefined && owner !== member) return true;
  }
  return false;
}
