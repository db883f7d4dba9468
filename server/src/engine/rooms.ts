import type { RoomKey } from "@apostil/shared/protocol";
import type { Store } from "../store/store.ts";
import type { Batch } from "./batch.ts";
import type { CommittedUpdate } from "./engine.ts";
import { MAX_IDLE_ROOMS } from "./limits.ts";
import { Room } from "./room.ts";

/** The rooms in memory. Whatever spoils one drops it here, and the next use reads it from the store again. */
export class Rooms {
  readonly #store: Store;
  readonly #rooms = new Map<RoomKey, Room>();

  constructor(store: Store) {
    this.#store = store;
  }

  async room(key: RoomKey): Promise<Room> {
    const found = this.#rooms.get(key);
    if (found) return found;
    const room = new Room(key, await this.#store.loadRoom(key));
    this.#rooms.set(key, room);
    return room;
  }

  /** `undefined` when it is not in memory. */
  open(key: RoomKey): Room | undefined {
    return this.#rooms.get(key);
  }

  drop(key: RoomKey): void {
    this.#rooms.delete(key);
  }

  /** The working document was spoilt: made anew from the store and from what this group took before. */
  async rebuild(key: RoomKey, batch: Batch): Promise<void> {
    this.drop(key);
    const room = await this.room(key);
    for (const { update, clients } of batch.entries(key)) {
      if (update) room.apply(update);
      for (const { client, member } of clients) room.owners.set(client, member);
    }
  }

  async isBehind({ key, seq }: Room): Promise<boolean> {
    return ((await this.#store.roomSequences([key])).get(key) ?? 0) > seq;
  }

  /** Rooms in memory into which another process has written. */
  async behind(): Promise<RoomKey[]> {
    const sequences = await this.#store.roomSequences([...this.#rooms.keys()]);
    return [...sequences].flatMap(([key, seq]) => (seq > (this.#rooms.get(key)?.seq ?? seq) ? [key] : []));
  }

  /** Drops a room and gives what another process has written into it since. */
  async catchUp(key: RoomKey): Promise<CommittedUpdate[]> {
    const room = this.#rooms.get(key);
    if (!room) return [];
    const missed = await this.#store.updatesAfter(key, room.seq);
    this.drop(key);
    return missed.map(({ seq, bytes }) => ({ seq, update: bytes, channel: null }));
  }

  /** Keeps at most {@link MAX_IDLE_ROOMS} beyond those in use. */
  forgetIdle(used: () => ReadonlySet<RoomKey>): void {
    if (this.#rooms.size <= MAX_IDLE_ROOMS) return;
    const inUse = used();
    for (const key of this.#rooms.keys()) {
      if (this.#rooms.size <= MAX_IDLE_ROOMS) return;
      if (!inUse.has(key)) this.drop(key);
    }
  }
}
