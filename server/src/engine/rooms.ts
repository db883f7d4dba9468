import type { RoomKey } from "@apostil/shared/protocol";
import type { Store } from "../store/store.ts";
import type { Batch } from "./batch.ts";
import { ColdRoom } from "./cold-room.ts";
import type { CommittedUpdate } from "./engine.ts";
import { Room } from "./room.ts";

/**
 * The rooms that the engine knows of: those that are told about, since somebody is in them, and those with a document,
 * since somebody wrote there. Whatever spoils a document drops it here, and the next use reads it from the store again.
 */
export class Rooms {
  readonly #store: Store;
  readonly #documents = new Map<RoomKey, Room>();
  /** Rooms that somebody is in, with the sequence up to which they were told. */
  readonly #told = new Map<RoomKey, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  // ── Who hears of a room ────────────────────────────────────────────────────────────────────────────────────────────

  isWatched(key: RoomKey): boolean {
    return this.#told.has(key);
  }

  /** From now on what is committed in it is told; everything up to `seq` is known. */
  watch(key: RoomKey, seq: number): void {
    this.#told.set(key, seq);
  }

  told(key: RoomKey): number | undefined {
    return this.#told.get(key);
  }

  unwatch(key: RoomKey): void {
    this.#told.delete(key);
  }

  // ── Documents ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** With its working document, which is built when there is none. */
  async room(key: RoomKey): Promise<Room> {
    return this.#documents.get(key) ?? this.warm(await this.cold(key));
  }

  /** As the store has it, for whatever needs no document. */
  async cold(key: RoomKey): Promise<ColdRoom> {
    return new ColdRoom(key, await this.#store.loadRoom(key));
  }

  /** Without a document, unless it has one already. */
  async present(key: RoomKey): Promise<Room | ColdRoom> {
    return this.#documents.get(key) ?? (await this.cold(key));
  }

  /** Gives a room its working document. */
  warm(cold: ColdRoom): Room {
    const room = new Room(cold.key, cold.stored);
    this.#documents.set(cold.key, room);
    return room;
  }

  /** `undefined` when it has no document. */
  open(key: RoomKey): Room | undefined {
    return this.#documents.get(key);
  }

  documents(): Iterable<Room> {
    return this.#documents.values();
  }

  get documentCount(): number {
    return this.#documents.size;
  }

  drop(key: RoomKey): void {
    this.#documents.delete(key);
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

  // ── Other processes ────────────────────────────────────────────────────────────────────────────────────────────────

  async isBehind(key: RoomKey, seq: number): Promise<boolean> {
    return ((await this.#store.roomSequences([key])).get(key) ?? 0) > seq;
  }

  /** Rooms that we know of into which another process has written. */
  async behind(): Promise<RoomKey[]> {
    const known = new Set([...this.#documents.keys(), ...this.#told.keys()]);
    const sequences = await this.#store.roomSequences([...known]);
    return [...sequences].flatMap(([key, seq]) => (seq > (this.#sequence(key) ?? seq) ? [key] : []));
  }

  /** Drops a room's document and gives what was committed elsewhere since it was last told. */
  async catchUp(key: RoomKey): Promise<CommittedUpdate[]> {
    const told = this.#told.get(key);
    this.drop(key);
    if (told === undefined) return [];
    const missed = await this.#store.updatesAfter(key, told);
    const last = missed.at(-1);
    if (last) this.#told.set(key, last.seq);
    return missed.map(({ seq, bytes }) => ({ seq, update: bytes, channel: null }));
  }

  #sequence(key: RoomKey): number | undefined {
    return this.#documents.get(key)?.seq ?? this.#told.get(key);
  }
}
