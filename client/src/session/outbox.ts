import {
  type Annotation,
  type AnnotationFields,
  type AnnotationId,
  type AnnotationPatch,
  type Creator,
  type ProblemCode,
  uuidv7,
} from "@apostil/shared/model";
import type { RoomName } from "@apostil/shared/protocol";
import { ApiProblem } from "./api.ts";
import { type Backoff, waitMs } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { Listeners, type Watched } from "./listeners.ts";
import { asCommand, asFailure, itemKey, NO_SHELF, type Shelf } from "./local/item.ts";
import { type Command, hasCaughtUp, type Layered, lay } from "./overlay.ts";

/** A command that the server refused, with what its author wrote. */
export type OutboxFailure = {
  readonly key: string;
  readonly command: Command;
  readonly code: ProblemCode | "offline" | "otherGeneration";
  readonly detail: string;
  /** The words in it, to be copied; empty where there are none. */
  readonly words: string;
};

export type OutboxParts = {
  readonly clock: Clock;
  /** Carries a command out. @throws ApiProblem */
  send(command: Command): Promise<Annotation | null>;
  /** Who annotates: for showing it before the server has said so. */
  creator(): Creator;
  /** That many random bytes. */
  randomBytes(count: number): Uint8Array;
  /** Where commands are kept until the server has them; without it, they end with the page. */
  readonly shelf?: Shelf;
};

/** A command that the server has not answered, and when it was given. */
export type Waiting = { readonly key: string; readonly command: Command; readonly made: string };

/** Random bytes of a key: enough to tell the pages of one person apart. */
const KEY_BYTES = 6;

/** A server that restarts is back after a second; one that is down is asked twice a minute. */
const RESEND: Backoff = { firstMs: 500, mostMs: 30_000 };
/** The room's map follows an answer within a broadcast; after that long, the map is right and the answer is old. */
const ANSWER_KEPT_MS = 10_000;

/**
 * Annotation commands on their way to the server: shown at once, sent in order per room, and again until the server has
 * them. Ids are made here, so that sending twice does no harm.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #shelf: Shelf;
  readonly #queues = new Map<RoomName, Waiting[]>();
  readonly #answers = new Map<RoomName, readonly (Layered & { kind: "answer" })[]>();
  /** Rooms with a request under way, or waiting for the next attempt. */
  readonly #busy = new Set<RoomName>();
  readonly #retries = new Map<RoomName, () => void>();
  readonly #roomChanges = new Listeners<[room: RoomName]>();
  readonly #countChanges = new Listeners();
  #failures: readonly OutboxFailure[] = [];
  readonly #failureChanges = new Listeners();
  #key = 1;
  #isClosed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#shelf = parts.shelf ?? NO_SHELF;
    this.#restore();
  }

  /** What an earlier page kept waits first, and is sent once the server is there ({@link resume}). */
  #restore(): void {
    const failures: OutboxFailure[] = [];
    for (const item of this.#shelf.first) {
      if (item.kind === "failure") failures.push(item.failure);
      if (item.kind !== "command") continue;
      const { room } = item.waiting.command;
      this.#queues.set(room, [...(this.#queues.get(room) ?? []), item.waiting]);
    }
    this.#failures = failures;
  }

  /** A new annotation. `room` is the one of its first paragraph. */
  create(room: RoomName, fields: AnnotationFields): AnnotationId {
    const { clock, randomBytes } = this.#parts;
    const id = uuidv7(clock.now(), randomBytes(10));
    this.#add({ room, id, kind: "create", fields });
    return id;
  }

  patch(room: RoomName, id: AnnotationId, patch: AnnotationPatch): void {
    this.#add({ room, id, kind: "patch", patch });
  }

  remove(room: RoomName, id: AnnotationId): void {
    this.#add({ room, id, kind: "remove" });
  }

  /** Whether the server has not answered yet to something about this annotation. */
  readonly isPending = (id: AnnotationId): boolean =>
    [...this.#queues.values()].some((queue) => queue.some(({ command }) => command.id === id));

  /** Commands that the server has not answered. */
  readonly pending = (): number => [...this.#queues.values()].reduce((sum, { length }) => sum + length, 0);
  /** Called when {@link pending} is another number. */
  readonly onPending = (listener: () => void): (() => void) => this.#countChanges.subscribe(listener);
  /** Called when what is laid over a room's annotations changed. */
  readonly onRoom = (listener: (room: RoomName) => void): (() => void) =>
    this.#roomChanges.subscribe(listener);

  /** The server's annotations of a room with what is under way. */
  readonly merge = (room: RoomName, server: readonly Annotation[]): readonly Annotation[] => {
    const answers = (this.#answers.get(room) ?? []).filter((answer) => !hasCaughtUp(server, answer));
    if (answers.length > 0) this.#answers.set(room, answers);
    else this.#answers.delete(room);
    const waiting = (this.#queues.get(room) ?? []).map(
      ({ command, made }): Layered => ({ kind: "command", command, made }),
    );
    return lay(room, server, [...answers, ...waiting], this.#parts.creator());
  };

  /** What was refused, with its words, until somebody has seen to it. */
  readonly failures: Watched<readonly OutboxFailure[]> = {
    get: () => this.#failures,
    subscribe: (listener) => this.#failureChanges.subscribe(listener),
  };

  dismissFailure(key: OutboxFailure["key"]): void {
    void this.#shelf.change({ remove: [key] });
    this.#setFailures(this.#failures.filter((failure) => failure.key !== key));
  }

  /** Sends a refused command once more, behind what waits. */
  retryFailure(key: OutboxFailure["key"]): void {
    const failure = this.#failures.find((each) => each.key === key);
    if (!failure) return;
    this.#setFailures(this.#failures.filter((each) => each !== failure));
    this.#add(failure.command, [key]);
  }

  /** The server can be reached again: do not wait any longer. */
  readonly resume = (): void => {
    for (const [room, cancel] of [...this.#retries]) {
      cancel();
      this.#retries.delete(room);
      this.#busy.delete(room);
    }
    for (const room of this.#queues.keys()) void this.#work(room, 0);
  };

  /** The store is another one: what waits was meant for a text that may read otherwise there. */
  otherGeneration(): void {
    for (const [room, queue] of [...this.#queues]) {
      this.#queues.delete(room);
      for (const waiting of queue) void this.#fail(waiting, "otherGeneration", "");
      this.#changed(room);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#retries.values()) cancel();
    this.#retries.clear();
  }

  /** @param instead keys of what is kept so far in the place of this command */
  #add(command: Command, instead: readonly string[] = []): void {
    const made = new Date(this.#parts.clock.now()).toISOString();
    const waiting: Waiting = { key: this.#newKey(), command, made };
    void this.#shelf.change({ put: [asCommand(waiting)], remove: instead });
    this.#queues.set(command.room, [...(this.#queues.get(command.room) ?? []), waiting]);
    this.#changed(command.room);
    void this.#work(command.room, 0);
  }

  /** Sends what waits for a room, one after the other, until nothing does or the server can't be reached. */
  async #work(room: RoomName, attempt: number): Promise<void> {
    if (this.#busy.has(room) || this.#isClosed) return;
    this.#busy.add(room);
    let failed = attempt;
    for (let first = this.#first(room); first; first = this.#first(room)) {
      const outcome = await this.#send(first);
      if (outcome === "again") {
        this.#retryLater(room, failed);
        return;
      }
      failed = 0;
    }
    this.#busy.delete(room);
  }

  #first(room: RoomName): Waiting | undefined {
    return this.#isClosed ? undefined : this.#queues.get(room)?.[0];
  }

  /** One page at a time sends what is kept, and none what another has sent. */
  #send(waiting: Waiting): Promise<"done" | "again"> {
    const { room } = waiting.command;
    return this.#shelf.alone(room, async () => {
      if (await this.#shelf.isGone(waiting.key)) {
        this.#take(waiting);
        this.#changed(room);
        return "done";
      }
      return this.#isClosed ? "again" : await this.#sendNow(waiting);
    });
  }

  async #sendNow(waiting: Waiting): Promise<"done" | "again"> {
    const { command } = waiting;
    try {
      const annotation = await this.#parts.send(command);
      await this.#shelf.change({ remove: [waiting.key] });
      if (this.#take(waiting)) this.#answered(command.room, command.id, annotation);
      return "done";
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem("notSaved", String(error), 500);
      if (mayPass(problem)) return "again";
      const isWanted = this.#take(waiting);
      if (isWanted && !isGoneAnyway(command, problem))
        await this.#fail(waiting, problem.code, problem.detail);
      else await this.#shelf.change({ remove: [waiting.key] });
      this.#changed(command.room);
      return "done";
    }
  }

  /** Takes a command out of its queue; `false` when it is no longer there. */
  #take({ key, command }: Waiting): boolean {
    const queue = this.#queues.get(command.room) ?? [];
    const rest = queue.filter((each) => each.key !== key);
    if (rest.length > 0) this.#queues.set(command.room, rest);
    else this.#queues.delete(command.room);
    return rest.length < queue.length;
  }

  #answered(room: RoomName, id: AnnotationId, annotation: Annotation | null): void {
    const answer = { kind: "answer", id, annotation } as const;
    this.#answers.set(room, [...(this.#answers.get(room) ?? []).filter((each) => each.id !== id), answer]);
    this.#parts.clock.later(() => {
      const kept = this.#answers.get(room);
      if (!kept?.includes(answer)) return;
      this.#answers.set(
        room,
        kept.filter((each) => each !== answer),
      );
      this.#roomChanges.notify(room);
    }, ANSWER_KEPT_MS);
    this.#changed(room);
  }

  #retryLater(room: RoomName, failed: number): void {
    if (this.#isClosed) return;
    const { clock } = this.#parts;
    const again = () => {
      this.#retries.delete(room);
      this.#busy.delete(room);
      void this.#work(room, failed + 1);
    };
    this.#retries.set(room, clock.later(again, waitMs(RESEND, failed, clock.random())));
  }

  #fail({ key, command }: Waiting, code: OutboxFailure["code"], detail: string): Promise<void> {
    const failure: OutboxFailure = { key: this.#newKey(), command, code, detail, words: wordsIn(command) };
    this.#setFailures([...this.#failures, failure]);
    return this.#shelf.change({ put: [asFailure(failure)], remove: [key] });
  }

  #newKey(): string {
    return itemKey(this.#parts.clock.now(), this.#key++, this.#parts.randomBytes(KEY_BYTES));
  }

  #setFailures(failures: readonly OutboxFailure[]): void {
    this.#failures = failures;
    this.#failureChanges.notify();
  }

  #changed(room: RoomName): void {
    this.#roomChanges.notify(room);
    this.#countChanges.notify();
  }
}

/** Whether the same command may succeed later without anybody doing anything. */
const mayPass = ({ status }: ApiProblem): boolean => status === 0 || status >= 500 || status === 429;

/** Removing what is not there is what was wanted. */
const isGoneAnyway = ({ kind }: Command, { status }: ApiProblem): boolean =>
  kind === "remove" && (status === 404 || status === 410);

/** The words in a command, to be read and copied. */
export function wordsIn(command: Command): string {
  const body =
    command.kind === "create" ? command.fields.body : (command.kind === "patch" && command.patch.body) || [];
  return body.flatMap((each) => (each.type === "TextualBody" ? [each.value] : [])).join("\n\n");
}
