import { type MemberId, Problem, type ProblemCode } from "@apostil/shared/model";
import { CLOSE_CODES, type CloseReason, type RoomKey } from "@apostil/shared/protocol";
import type { Actor, CommitOutcome, Store } from "../store/store.ts";
import { Batch, type Entry } from "./batch.ts";
import { Channel } from "./channel.ts";
import { Commands } from "./commands.ts";
import type {
  AnnotateResult,
  AnnotationCommand,
  ChannelId,
  CommittedUpdate,
  RoomContent,
  RoomEngine,
  RoomEvents,
} from "./engine.ts";
import type { Answer, CommandInput, Input, RestoreInput, Retryable, UpdateInput } from "./input.ts";
import { type Inspection, inspect } from "./inspect.ts";
import { MAX_ATTEMPTS } from "./limits.ts";
import type { Room } from "./room.ts";
import { Rooms } from "./rooms.ts";

/**
 * The engine: check → apply to the working document → group commit → publish, one group after the other. While a group
 * is on its way to the disk the next one gathers at the door; nothing is answered in between, so that every answer, vector
 * and broadcast speaks of committed state alone.
 */
export async function createEngine(store: Store): Promise<Core> {
  return new Core(store, await store.dataVersion());
}

export class Core implements RoomEngine {
  readonly #store: Store;
  readonly #commands: Commands;
  readonly #rooms: Rooms;
  readonly #channels = new Map<ChannelId, Channel>();
  /** Frames that came per channel, counted at the door. */
  readonly #frames = new Map<ChannelId, number>();
  /** Channels whose count of committed frames moved in this group. */
  readonly #moved = new Set<Channel>();
  #events: RoomEvents | null = null;
  #inputs: Input[] = [];
  /** Inputs of rooms that turned out to be behind the store, for the next group. */
  #again: Retryable[] = [];
  #running: Promise<void> | null = null;
  #dataVersion: number;
  #outsideChanged = false;

  constructor(store: Store, dataVersion: number) {
    this.#store = store;
    this.#dataVersion = dataVersion;
    this.#commands = new Commands(store);
    this.#rooms = new Rooms(store);
  }

  listen(events: RoomEvents): void {
    this.#events = events;
  }

  // ── The door ───────────────────────────────────────────────────────────────────────────────────────────────────────

  open(channel: ChannelId, room: RoomKey, actor: Actor, write: boolean): void {
    this.#frames.set(channel, 0);
    this.#put({ kind: "open", channel, room, actor, write });
  }
  setAccess(channel: ChannelId, actor: Actor, write: boolean): void {
    this.#put({ kind: "access", channel, actor, write });
  }
  step1(channel: ChannelId, vector: Uint8Array): void {
    this.#put({ kind: "step1", channel, vector });
  }
  update(channel: ChannelId, update: Uint8Array, step2: boolean): void {
    const frame = (this.#frames.get(channel) ?? 0) + 1;
    this.#frames.set(channel, frame);
    this.#put({ kind: "update", channel, update, step2, frame, attempt: 1 });
  }
  closed(channel: ChannelId): void {
    this.#frames.delete(channel);
    this.#put({ kind: "closed", channel });
  }
  annotate(actor: Actor, room: RoomKey, command: AnnotationCommand): Promise<AnnotateResult> {
    return this.#ask((answer) => ({ kind: "annotate", actor, room, command, answer, attempt: 1 }));
  }
  restoreRoom(actor: Actor, room: RoomKey, content: RoomContent): Promise<number> {
    return this.#ask((answer) => ({ kind: "restore", actor, room, content, answer, attempt: 1 }));
  }
  state(room: RoomKey): Promise<Uint8Array> {
    return this.#ask((answer) => ({ kind: "state", room, answer }));
  }
  ownerOf(room: RoomKey, client: number): Promise<MemberId | null> {
    return this.#ask((answer) => ({ kind: "owner", room, client, answer }));
  }

  /** Looks whether another process has written, and if so catches the open rooms up. */
  async lookOutside(): Promise<void> {
    const version = await this.#store.dataVersion();
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    this.#outsideChanged = true;
    this.#run();
  }

  /** Resolves when everything that came before is on disk. */
  async close(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #ask<T>(input: (answer: Answer<T>) => Input): Promise<T> {
    return new Promise((resolve, reject) => this.#put(input({ resolve, reject })));
  }

  #put(input: Input): void {
    this.#inputs.push(input);
    this.#run();
  }

  #run(): void {
    this.#running ??= this.#loop().finally(() => {
      this.#running = null;
      if (this.#inputs.length > 0) this.#run();
    });
  }

  async #loop(): Promise<void> {
    // what comes in the same tick goes into the same group
    await Promise.resolve();
    while (this.#inputs.length > 0 || this.#outsideChanged) {
      const inputs = this.#inputs;
      this.#inputs = [];
      await this.#group(inputs);
    }
    this.#rooms.forgetIdle(() => this.#roomsInUse());
  }

  // ── One group ──────────────────────────────────────────────────────────────────────────────────────────────────────

  async #group(inputs: readonly Input[]): Promise<void> {
    if (this.#outsideChanged) await this.#catchUpAll();
    const batch = new Batch(Date.now());
    const questions: Input[] = [];
    for (const input of inputs) {
      if (isQuestion(input)) questions.push(input);
      await this.#take(input, batch).catch((error) => this.#fail(input, error));
    }
    const again = [...this.#again, ...(await this.#commit(batch))];
    this.#again = [];
    // before what came meanwhile: a channel's frames stay in their order
    this.#inputs = [...again, ...this.#inputs];
    for (const input of questions) await this.#answer(input).catch((error) => this.#fail(input, error));
    this.#tellSaved();
  }

  #tellSaved(): void {
    for (const channel of this.#moved) {
      const frames = this.#channels.has(channel.id) ? channel.news() : null;
      if (frames !== null) this.#events?.saved(channel.id, frames);
    }
    this.#moved.clear();
  }

  async #take(input: Input, batch: Batch): Promise<void> {
    switch (input.kind) {
      case "open":
        this.#channels.set(input.channel, new Channel(input.channel, input.room, input.actor, input.write));
        return;
      case "access": {
        const channel = this.#channels.get(input.channel);
        if (channel) Object.assign(channel, { actor: input.actor, write: input.write });
        return;
      }
      case "closed":
        this.#channels.delete(input.channel);
        return;
      case "update":
        return this.#takeUpdate(input, batch);
      case "annotate":
      case "restore":
        return this.#takeCommand(input, batch);
      case "step1":
      case "state":
      case "owner":
        return;
    }
  }

  async #takeUpdate(input: UpdateInput, batch: Batch): Promise<void> {
    const channel = this.#channels.get(input.channel);
    if (!channel) return;
    if (batch.isBlocked(channel.room)) return this.#postpone(input);
    if (input.step2) channel.stepped = true;
    const room = await this.#rooms.room(channel.room);
    const seen = inspect(input.update, room.view(), channel.actor.member);
    const doubtful = seen.kind === "refused" || (seen.kind === "missing" && channel.stepped);
    if (doubtful && input.attempt === 1 && (await this.#rooms.isBehind(room)))
      return this.#startOver(input, room, batch);
    if (seen.kind === "refused") throw new Refused(seen.reason, seen.why);
    if (seen.kind === "missing") this.#park(input, channel);
    else await this.#effect(seen, input, room, channel, batch);
    if (input.step2) await this.#unpark(channel, batch);
  }

  /** Carries out what was found sound, as far as this person may write. */
  async #effect(seen: Sound, input: UpdateInput, room: Room, channel: Channel, batch: Batch): Promise<void> {
    if (seen.kind === "writes") {
      if (!channel.write) throw new Refused("notAllowed", "You may read this note, not write it");
      return this.#apply(input, seen.update, seen.clients, room, channel, batch);
    }
    // integrating tidies up, and a reader's replica does so too: what it deletes unasked is dropped
    if (seen.kind === "nothing" || !channel.write) return this.#settled(input, channel, batch);
    return this.#apply(input, seen.update, [], room, channel, batch);
  }

  async #apply(
    input: UpdateInput,
    bytes: Uint8Array,
    writers: readonly number[],
    room: Room,
    channel: Channel,
    batch: Batch,
  ): Promise<void> {
    let effect: ReturnType<Room["apply"]>;
    try {
      effect = room.apply(bytes);
    } catch {
      effect = { update: null, violation: { reason: "malformed", why: "Yjs could not apply the update" } };
    }
    if (effect.violation) {
      await this.#rooms.rebuild(room.key, batch);
      throw new Refused(effect.violation.reason, effect.violation.why);
    }
    if (effect.update === null) return this.#settled(input, channel, batch);
    const { member } = channel.actor;
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

  #done({ frame }: UpdateInput, channel: Channel): void {
    channel.done(frame);
    this.#moved.add(channel);
  }

  /** Without effect, but what it repeats may be of this very group: it counts as saved together with that. */
  #settled(input: UpdateInput, channel: Channel, batch: Batch): void {
    const done = () => this.#done(input, channel);
    if (batch.entries(channel.room).length === 0) return done();
    const after = this.#rooms.open(channel.room)?.seq ?? 0;
    batch.add(channel.room, after, {
      input,
      actor: channel.actor,
      update: null,
      clients: [],
      rows: [],
      asSent: true,
      done,
    });
  }

  /** It builds on what is not here: that may still be on its way, but only until the channel's step 2 has come. */
  #park(input: UpdateInput, channel: Channel): void {
    if (!channel.write) throw new Refused("notAllowed", "You may read this note, not write it");
    if (channel.stepped)
      throw new Refused("malformed", "The update depends on something that does not exist");
    if (!channel.park(input)) throw new Refused("tooMany", "Answer the sync step 1 first");
  }

  async #unpark(channel: Channel, batch: Batch): Promise<void> {
    for (const input of channel.unpark()) await this.#takeUpdate(input, batch);
  }

  async #takeCommand(input: CommandInput | RestoreInput, batch: Batch): Promise<void> {
    if (batch.isBlocked(input.room)) return this.#postpone(input);
    const room = await this.#rooms.room(input.room);
    try {
      const entry =
        input.kind === "annotate"
          ? await this.#commands.annotate(input, room, batch)
          : await this.#commands.restore(input, room, batch);
      batch.add(room.key, room.seq, entry);
    } catch (error) {
      // a Problem is found before anything is written; whatever else may have left a change that no group holds
      if (!(error instanceof Problem)) await this.#rooms.rebuild(room.key, batch);
      throw error;
    }
  }

  /** Questions are answered after the commit: from what is on disk. */
  async #answer(input: Input): Promise<void> {
    if (input.kind === "state") return input.answer.resolve((await this.#rooms.room(input.room)).state());
    if (input.kind === "owner")
      return input.answer.resolve((await this.#rooms.room(input.room)).owners.get(input.client) ?? null);
    if (input.kind !== "step1" && input.kind !== "open" && input.kind !== "access") return;
    const channel = this.#channels.get(input.channel);
    if (!channel) return;
    const room = await this.#rooms.room(channel.room);
    if (input.kind === "step1") this.#events?.answer(channel.id, room.seq, differenceFor(room, input.vector));
    else if (channel.write && !channel.stepped) this.#events?.vector(channel.id, room.vector());
  }

  // ── Commit ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Gives what must be tried again, since another process was first. */
  async #commit(batch: Batch): Promise<Retryable[]> {
    const commits = batch.commits();
    if (commits.length === 0) return [];
    let outcomes: CommitOutcome[];
    try {
      outcomes = await this.#store.commit(commits);
    } catch (error) {
      // nothing of the group is on disk: forget the documents that ran ahead of it
      for (const room of batch.rooms) {
        this.#rooms.drop(room);
        for (const { input } of batch.entries(room)) this.#fail(input, error);
      }
      return [];
    }
    const again: Retryable[] = [];
    for (const outcome of outcomes)
      again.push(...(await this.#publish(outcome, batch.entries(outcome.room))));
    return again;
  }

  async #publish(outcome: CommitOutcome, entries: readonly Entry[]): Promise<Retryable[]> {
    const room = this.#rooms.open(outcome.room);
    if (outcome.done) {
      if (!room) throw new Error(`A group was committed in a room that is not open: ${outcome.room}`);
      const updates = numbered(entries, room.seq);
      room.seq = outcome.seq;
      if (updates.length > 0) this.#events?.committed(room.key, updates);
      for (const { done } of entries) done();
      return [];
    }
    await this.#catchUp(outcome.room);
    const stale = outcome.reason === "actors" ? outcome.actors : [];
    const again = entries.filter(({ actor }) => !stale.some((other) => sameActor(other, actor)));
    for (const entry of entries)
      if (!again.includes(entry)) this.#fail(entry.input, new Problem("notAllowed"));
    return again.flatMap(({ input }) => this.#nextAttempt(input));
  }

  #nextAttempt(input: Retryable): Retryable[] {
    if (input.attempt < MAX_ATTEMPTS) return [{ ...input, attempt: input.attempt + 1 }];
    this.#fail(input, new Error("Other processes kept writing first"));
    return [];
  }

  /** Its room is read anew after this group. */
  #postpone(input: Retryable): void {
    this.#again.push(input);
  }

  /** What looked wrong may only be ahead of this process: the room's part of the group begins again from the store. */
  async #startOver(input: UpdateInput, room: Room, batch: Batch): Promise<void> {
    const before = batch.block(room.key).map((entry) => entry.input);
    await this.#catchUp(room.key);
    for (const each of [...before, input]) this.#again.push(...this.#nextAttempt(each));
  }

  /** Tells the one who waits: a refusal closes its channel, anything else asks it to come again. */
  #fail(input: Input, error: unknown): void {
    if ("answer" in input) return input.answer.reject(asProblem(error));
    if (error instanceof Refused) return this.#refuse(input.channel, error.reason, error.message);
    this.#refuse(input.channel, "tryLater", "This could not be saved just now");
  }

  #refuse(id: ChannelId, reason: CloseReason, why: string): void {
    if (!this.#channels.delete(id)) return;
    this.#events?.refused(id, CLOSE_CODES[reason], why);
  }

  /** Relays what another process wrote into a room; the next use reads the room anew. */
  async #catchUp(key: RoomKey): Promise<void> {
    const updates = await this.#rooms.catchUp(key);
    if (updates.length > 0) this.#events?.committed(key, updates);
  }

  async #catchUpAll(): Promise<void> {
    this.#outsideChanged = false;
    this.#commands.forget();
    for (const key of await this.#rooms.behind()) await this.#catchUp(key);
    this.#events?.changedOutside();
  }

  #roomsInUse(): Set<RoomKey> {
    return new Set([...this.#channels.values()].map(({ room }) => room));
  }
}

/** Of what an inspection may say, what can be carried out. */
type Sound = Exclude<Inspection, { readonly kind: "missing" | "refused" }>;

/** A refusal that closes the channel. */
class Refused extends Error {
  readonly reason: CloseReason;
  constructor(reason: CloseReason, why: string) {
    super(why);
    this.reason = reason;
  }
}

const isQuestion = ({ kind }: Input): boolean =>
  kind === "step1" || kind === "state" || kind === "owner" || kind === "open" || kind === "access";

const sameActor = (a: Actor, b: Actor): boolean =>
  a.member === b.member && a.version === b.version && a.session === b.session;

function numbered(entries: readonly Entry[], after: number): CommittedUpdate[] {
  const changes = entries.filter((entry): entry is Entry & { update: Uint8Array } => entry.update !== null);
  return changes.map(({ update, input, asSent }, at) => ({
    seq: after + 1 + at,
    update,
    channel: input.kind === "update" && asSent ? input.channel : null,
  }));
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function differenceFor(room: Room, vector: Uint8Array): Uint8Array {
  try {
    return room.difference(vector);
  } catch {
    throw new Refused("malformed", "These bytes are no state vector");
  }
}

const NOT_SAVED: ProblemCode = "notSaved";

const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem(NOT_SAVED));
