import { type MemberId, Problem, type ProblemCode } from "@apostil/shared/model";
import { CLOSE_CODES, type CloseReason, type RoomKey } from "@apostil/shared/protocol";
import type { Actor, CommitOutcome, Store } from "../store/store.ts";
import { Answers } from "./answers.ts";
import { Batch, type Entry } from "./batch.ts";
import { Channel } from "./channel.ts";
import { Commands } from "./commands.ts";
import type {
  AnnotateResult,
  AnnotationCommand,
  ChannelId,
  CommittedUpdate,
  Opening,
  RoomContent,
  RoomEngine,
  RoomEvents,
} from "./engine.ts";
import { EMPTY_HAND, type Hand } from "./hand.ts";
import { Housekeeping } from "./housekeeping.ts";
import type { Answer, CommandInput, Input, Question, RestoreInput, Retryable, UpdateInput } from "./input.ts";
import { MAX_ATTEMPTS, PACE_MS } from "./limits.ts";
import { Refused } from "./refused.ts";
import { Rooms } from "./rooms.ts";
import { Updates } from "./updates.ts";

/**
 * The engine: check → apply to the working document → group commit → publish, one group after the other. While a group
 * is on its way to the disk the next one gathers at the door; nothing is answered in between, so that every answer, vector
 * and broadcast speaks of committed state alone.
 */
export async function createEngine(store: Store, hand: Hand = EMPTY_HAND): Promise<Core> {
  return new Core(store, await store.dataVersion(), hand);
}

export class Core implements RoomEngine {
  readonly #store: Store;
  readonly #commands: Commands;
  readonly #rooms: Rooms;
  readonly #updates: Updates;
  readonly #answers: Answers;
  readonly #housekeeping: Housekeeping;
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
  /** When the last group began, in milliseconds, and whether it held updates. */
  #began = Number.NEGATIVE_INFINITY;
  #isBusy = false;

  constructor(store: Store, dataVersion: number, hand: Hand) {
    this.#store = store;
    this.#dataVersion = dataVersion;
    this.#commands = new Commands(store);
    this.#rooms = new Rooms(store);
    this.#housekeeping = new Housekeeping(store, this.#rooms);
    this.#updates = new Updates({
      rooms: this.#rooms,
      hand,
      startOver: (input, channel, batch) => this.#startOver(input, channel.room, batch),
      moved: (channel) => this.#moved.add(channel),
    });
    this.#answers = new Answers({
      rooms: this.#rooms,
      updatesAfter: (room, after) => store.updatesAfter(room, after),
      catchUp: (room) => this.#catchUp(room),
      worthFolding: (room) => this.#housekeeping.foldSoon(room),
    });
  }

  listen(events: RoomEvents): void {
    this.#events = events;
  }

  // ── The door ───────────────────────────────────────────────────────────────────────────────────────────────────────

  look(room: RoomKey, after: number | null): void {
    this.#put({ kind: "look", room, after });
  }
  leave(room: RoomKey): void {
    this.#put({ kind: "leave", room });
  }
  difference(channel: ChannelId, room: RoomKey, member: MemberId, vector: Uint8Array): void {
    this.#put({ kind: "difference", channel, room, member, vector });
  }
  since(channel: ChannelId, room: RoomKey, after: number): void {
    this.#put({ kind: "since", channel, room, after });
  }
  open(channel: ChannelId, room: RoomKey, opening: Opening): void {
    this.#frames.set(channel, opening.frames);
    this.#put({ kind: "open", channel, room, opening });
  }
  setAccess(channel: ChannelId, actor: Actor, write: boolean): void {
    this.#put({ kind: "access", channel, actor, write });
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

  /** Some of the housekeeping that is due: folding, packing, writing back. */
  async tidy(): Promise<void> {
    await this.#chore(() => this.#housekeeping.tidy(Date.now()));
  }

  /** Folds all that was written, so that the next start finds short tails. Ends early when it takes long. */
  async settle(): Promise<void> {
    await this.#chore(() => this.#housekeeping.settle());
  }

  /** Resolves when everything that came before is on disk. */
  async close(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #chore(run: () => Promise<void>): Promise<void> {
    return this.#ask((answer) => ({ kind: "chore", run, answer }));
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
    // what has come already goes into the same group
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#inputs.length > 0 || this.#outsideChanged) {
      await this.#pace();
      const inputs = this.#inputs;
      this.#inputs = [];
      this.#began = performance.now();
      await this.#group(inputs);
      this.#isBusy = inputs.some(({ kind }) => kind === "update");
    }
  }

  /** Many who type make many groups: they leave together every {@link PACE_MS}; the first after a pause goes at once. */
  async #pace(): Promise<void> {
    const left = this.#isBusy ? PACE_MS - (performance.now() - this.#began) : 0;
    if (left > 0) await new Promise<void>((resolve) => setTimeout(resolve, left));
  }

  // ── One group ──────────────────────────────────────────────────────────────────────────────────────────────────────

  async #group(inputs: readonly Input[]): Promise<void> {
    if (this.#outsideChanged) await this.#catchUpAll();
    const batch = new Batch(Date.now());
    const later: (Question | Chore)[] = [];
    for (const input of inputs) {
      if (isForLater(input)) later.push(input);
      else await this.#take(input, batch).catch((error) => this.#fail(input, error));
    }
    const again = [...this.#again, ...(await this.#commit(batch))];
    this.#again = [];
    // before what came meanwhile: a channel's frames stay in their order
    this.#inputs = [...again, ...this.#inputs];
    this.#tellSaved();
    for (const input of later) await this.#afterwards(input).catch((error) => this.#fail(input, error));
  }

  async #afterwards(input: Question | Chore): Promise<void> {
    if (input.kind !== "chore") return this.#answers.answer(input, this.#events);
    await input.run();
    input.answer.resolve();
  }

  #tellSaved(): void {
    for (const channel of this.#moved) {
      const frames = this.#channels.has(channel.id) ? channel.news() : null;
      if (frames !== null) this.#events?.saved(channel.id, frames);
    }
    this.#moved.clear();
  }

  async #take(input: Exclude<Input, Question | Chore>, batch: Batch): Promise<void> {
    switch (input.kind) {
      case "open":
        this.#channels.set(input.channel, new Channel(input.channel, input.room, input.opening));
        return;
      case "access": {
        const channel = this.#channels.get(input.channel);
        if (channel) Object.assign(channel, { actor: input.actor, write: input.write });
        return;
      }
      case "closed":
        this.#channels.delete(input.channel);
        return;
      case "leave":
        return this.#rooms.unwatch(input.room);
      case "update": {
        const channel = this.#channels.get(input.channel);
        if (!channel) return;
        if (batch.isBlocked(channel.room)) return this.#postpone(input);
        return this.#updates.take(input, channel, batch);
      }
      case "annotate":
      case "restore":
        return this.#takeCommand(input, batch);
    }
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

  // ── Commit ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Gives what must be tried again, since another process was first. */
  async #commit(batch: Batch): Promise<Retryable[]> {
    const commits = batch.commits((room) => this.#rooms.open(room)?.hasWords ?? false);
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
      if (this.#rooms.isWatched(room.key)) this.#rooms.watch(room.key, outcome.seq);
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
  async #startOver(input: UpdateInput, room: RoomKey, batch: Batch): Promise<void> {
    const before = batch.block(room).map((entry) => entry.input);
    await this.#catchUp(room);
    for (const each of [...before, input]) this.#again.push(...this.#nextAttempt(each));
  }

  /** Tells the one who waits: a refusal closes its channel, anything else asks it to come again. */
  #fail(input: Input, error: unknown): void {
    if ("answer" in input) return input.answer.reject(asProblem(error));
    if (input.kind === "look") return this.#events?.face(input.room, null);
    if (input.kind === "leave") return;
    if (error instanceof Refused) return this.#refuse(input.channel, error.reason, error.message);
    this.#refuse(input.channel, "tryLater", "This could not be saved just now");
  }

  #refuse(id: ChannelId, reason: CloseReason, why: string): void {
    this.#channels.delete(id);
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
}

type Chore = Input & { readonly kind: "chore" };

const LATER: ReadonlySet<Input["kind"]> = new Set(["look", "difference", "since", "state", "owner", "chore"]);

const isForLater = (input: Input): input is Question | Chore => LATER.has(input.kind);

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

const NOT_SAVED: ProblemCode = "notSaved";

const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem(NOT_SAVED));
