import type { RoomKey } from "@apostil/shared/protocol";
import type { Actor } from "../store/store.ts";
import type { ChannelId, Opening } from "./engine.ts";
import type { UpdateInput } from "./input.ts";
import { MAX_PARKED, MAX_PARKED_BYTES } from "./limits.ts";

/** One connection to one room, as the engine knows it. */
export class Channel {
  readonly id: ChannelId;
  readonly room: RoomKey;
  actor: Actor;
  write: boolean;
  /** Whether its step 2 came: until then an update may build on edits that are still on their way. */
  stepped: boolean;
  /** Updates kept until the step 2 closes the gap before them. */
  #parked: UpdateInput[] = [];
  #parkedBytes = 0;
  readonly #done = new Set<number>();
  #saved: number;
  #told: number;

  constructor(id: ChannelId, room: RoomKey, { actor, write, frames, stepped }: Opening) {
    this.id = id;
    this.room = room;
    this.actor = actor;
    this.write = write;
    this.stepped = stepped;
    this.#saved = frames;
    this.#told = frames;
  }

  /** Keeps an update for later; `false` when there is too much already. */
  park(input: UpdateInput): boolean {
    this.#parkedBytes += input.update.length;
    if (this.#parkedBytes > MAX_PARKED_BYTES || this.#parked.length >= MAX_PARKED) return false;
    this.#parked.push(input);
    return true;
  }

  unpark(): readonly UpdateInput[] {
    const parked = this.#parked;
    this.#parked = [];
    this.#parkedBytes = 0;
    return parked;
  }

  /** Frame number `frame` is committed, or had no effect. */
  done(frame: number): void {
    this.#done.add(frame);
    while (this.#done.delete(this.#saved + 1)) this.#saved++;
  }

  /** How many first frames are committed, if that is news; `null` if it was said already. */
  news(): number | null {
    if (this.#saved === this.#told) return null;
    this.#told = this.#saved;
    return this.#saved;
  }
}
