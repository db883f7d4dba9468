import type { Batch } from "./batch.ts";
import type { Channel } from "./channel.ts";
import type { Effect } from "./effect.ts";
import type { Hand } from "./hand.ts";
import type { UpdateInput } from "./input.ts";
import { type Inspection, inspect } from "./inspect.ts";
import { Refused } from "./refused.ts";
import { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";

export type UpdatesParts = {
  readonly rooms: Rooms;
  readonly hand: Hand;
  /** What looked wrong may only be ahead of this process: the room's part of the group begins again. */
  readonly startOver: (input: UpdateInput, channel: Channel, batch: Batch) => Promise<void>;
  /** Frames of the channel are committed, or had no effect. */
  readonly moved: (channel: Channel) => void;
};

/** Of what an inspection may say, what can be carried out. */
type Sound = Exclude<Inspection, { readonly kind: "missing" | "refused" }>;

/** Takes the updates of clients: check → apply to the working document → entry for the group commit. */
export class Updates {
  readonly #parts: UpdatesParts;

  constructor(parts: UpdatesParts) {
    this.#parts = parts;
  }

  /** @throws Refused */
  async take(input: UpdateInput, channel: Channel, batch: Batch): Promise<void> {
    const { rooms, startOver } = this.#parts;
    if (input.step2) channel.stepped = true;
    const present = await rooms.present(channel.room);
    const seen = this.#inspect(input, channel, present.view());
    if (seen.kind === "refused" || (seen.kind === "missing" && channel.stepped)) {
      const seq = present instanceof Room ? present.seq : present.stored.seq;
      if (input.attempt === 1 && (await rooms.isBehind(channel.room, seq)))
        return startOver(input, channel, batch);
    }
    if (seen.kind === "refused") throw new Refused(seen.reason, seen.why);
    if (seen.kind === "missing") this.#park(input, channel);
    else if (seen.kind === "nothing" || !this.#mayWrite(seen, channel)) this.#settled(input, channel, batch);
    else {
      const room = present instanceof Room ? present : rooms.warm(present);
      await this.#apply(input, seen, room, channel, batch);
    }
    if (input.step2) await this.#unpark(channel, batch);
  }

  #inspect(input: UpdateInput, channel: Channel, view: ReturnType<Room["view"]>): Inspection {
    const { hand } = this.#parts;
    if (!hand.take(input)) return { kind: "refused", reason: "malformed", why: "This update held others up" };
    try {
      return inspect(input.update, view, channel.actor.member);
    } finally {
      hand.free();
    }
  }

  /**
   * Readers too send deletions unasked: integrating tidies up, and their replica does so as well. These are dropped.
   * @throws Refused when somebody writes who may not
   */
  #mayWrite(seen: Sound, channel: Channel): boolean {
    if (!channel.write && seen.kind === "writes")
      throw new Refused("notAllowed", "You may read this note, not write it");
    return channel.write;
  }

  async #apply(
    input: UpdateInput,
    seen: Exclude<Sound, { readonly kind: "nothing" }>,
    room: Room,
    channel: Channel,
    batch: Batch,
  ): Promise<void> {
    const effect = this.#effect(input, seen.update, room);
    if (effect.violation) {
      if (!effect.untouched) await this.#parts.rooms.rebuild(room.key, batch);
      throw new Refused(effect.violation.reason, effect.violation.why);
    }
    if (effect.update === null) return this.#settled(input, channel, batch);
    const { member } = channel.actor;
    const writers = seen.kind === "writes" ? seen.clients : [];
    const clients = writers
      .filter((client) => !room.owners.has(client))
      .map((client) => ({ client, member }));
    for (const { client } of clients) room.owners.set(client, member);
    batch.add(room.key, room.seq, {
      input,
      actor: channel.actor,
      update: effect.update,
      clients,
      rows: [],
      // what came of it here may be more than what its sender has: then it goes back to the sender too
      asSent: sameBytes(effect.update, input.update),
      done: () => this.#done(input, channel),
    });
  }

  #effect(input: UpdateInput, bytes: Uint8Array, room: Room): Effect {
    const { hand } = this.#parts;
    hand.take(input);
    try {
      return room.apply(bytes);
    } catch {
      return { update: null, violation: { reason: "malformed", why: "Yjs could not apply the update" } };
    } finally {
      hand.free();
    }
  }

  #done({ frame }: UpdateInput, channel: Channel): void {
    channel.done(frame);
    this.#parts.moved(channel);
  }

  /** Without effect, but what it repeats may be of this very group: it counts as saved together with that. */
  #settled(input: UpdateInput, channel: Channel, batch: Batch): void {
    const done = () => this.#done(input, channel);
    if (batch.entries(channel.room).length === 0) return done();
    const after = this.#parts.rooms.open(channel.room)?.seq ?? 0;
    const { actor } = channel;
    batch.add(channel.room, after, { input, actor, update: null, clients: [], rows: [], asSent: true, done });
  }

  /** It builds on what is not here: that may still be on its way, but only until the channel's step 2 has come. */
  #park(input: UpdateInput, channel: Channel): void {
    if (!channel.write) throw new Refused("notAllowed", "You may read this note, not write it");
    if (channel.stepped)
      throw new Refused("malformed", "The update depends on something that does not exist");
    if (!channel.park(input)) throw new Refused("tooMany", "Answer the sync step 1 first");
  }

  async #unpark(channel: Channel, batch: Batch): Promise<void> {
    for (const input of channel.unpark()) await this.take(input, channel, batch);
  }
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
