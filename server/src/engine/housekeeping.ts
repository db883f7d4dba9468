import type { RoomKey } from "@apostil/shared/protocol";
import type { Folding, Store } from "../store/store.ts";
import {
  CHECKPOINT_MS,
  EVICT_AFTER_MS,
  FOLD_AFTER,
  HISTORY_LOOK_MS,
  HISTORY_MS,
  MAX_DOCUMENTS,
  MAX_FOLDS,
  SETTLE_MS,
} from "./limits.ts";
import { dropOldHistory } from "./retention.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";

/**
 * What keeps rooms cheap: whoever has rested is folded into a snapshot, its log packed, its document dropped. Runs
 * between two groups, a little at a time, so that no edit waits for it noticeably; whatever fails here has changed
 * nothing and is tried again.
 */
export class Housekeeping {
  readonly #store: Store;
  readonly #rooms: Rooms;
  /** Rooms without a document whose tail was found long enough to fold. */
  readonly #due = new Set<RoomKey>();
  #checkpointed = 0;
  #historyLookedAt = Date.now();

  constructor(store: Store, rooms: Rooms) {
    this.#store = store;
    this.#rooms = rooms;
  }

  foldSoon(room: RoomKey): void {
    this.#due.add(room);
  }

  async tidy(now: number): Promise<void> {
    await this.#fold(this.#rested(now).slice(0, MAX_FOLDS));
    await this.#foldCold(MAX_FOLDS);
    for (const room of this.#rested(now)) if (room.folded === room.seq) this.#rooms.drop(room.key);
    if (now - this.#historyLookedAt >= HISTORY_LOOK_MS) {
      this.#historyLookedAt = now;
      await dropOldHistory(this.#store, now - HISTORY_MS);
    }
    if (now - this.#checkpointed < CHECKPOINT_MS) return;
    this.#checkpointed = now;
    await this.#store.checkpoint();
  }

  /** All of it, at the end; what is not reached in time is folded when it is next read. */
  async settle(): Promise<void> {
    const end = Date.now() + SETTLE_MS;
    for (const part of parts([...this.#rooms.documents()])) {
      if (Date.now() > end) return;
      await this.#fold(part);
    }
    while (this.#due.size > 0 && Date.now() < end) await this.#foldCold(MAX_FOLDS);
  }

  /** Those that nobody has written in for a while, the longest first when there are too many; and those with a long tail. */
  #rested(now: number): Room[] {
    const rooms = [...this.#rooms.documents()].sort((a, b) => a.used - b.used);
    const surplus = rooms.length - MAX_DOCUMENTS;
    return rooms.filter(
      (room, at) => at < surplus || now - room.used > EVICT_AFTER_MS || room.seq - room.folded > FOLD_AFTER,
    );
  }

  async #fold(rooms: readonly Room[]): Promise<void> {
    const written = rooms.filter(({ seq, folded }) => seq > folded);
    if (written.length === 0) return;
    await this.#store.fold(written.map((room) => foldingOf(room.key, room.face())));
    for (const room of written) room.folded = room.seq;
  }

  async #foldCold(most: number): Promise<void> {
    const keys = [...this.#due].slice(0, most);
    const foldings: Folding[] = [];
    for (const key of keys) {
      this.#due.delete(key);
      if (this.#rooms.open(key)) continue;
      const cold = await this.#rooms.cold(key);
      if (cold.isWorthFolding) foldings.push(foldingOf(key, cold.face()));
    }
    if (foldings.length > 0) await this.#store.fold(foldings);
  }
}

const foldingOf = (
  room: RoomKey,
  { seq, state }: { readonly seq: number; readonly state: Uint8Array },
): Folding => ({ room, seq, bytes: state });

function* parts(rooms: readonly Room[]): Generator<readonly Room[]> {
  for (let at = 0; at < rooms.length; at += MAX_FOLDS) yield rooms.slice(at, at + MAX_FOLDS);
}
