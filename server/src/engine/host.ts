import { join } from "node:path";
import { type MemberId, Problem } from "@apostil/shared/model";
import { CLOSE_CODES, type RoomKey } from "@apostil/shared/protocol";
import { type Actor, type Store, StoreError } from "../store/store.ts";
import type {
  AnnotateResult,
  AnnotationCommand,
  ChannelId,
  Opening,
  RoomContent,
  RoomEngine,
  RoomEvents,
} from "./engine.ts";
import { Gather } from "./gather.ts";
import { MAX_RESTARTS, RESTART_WINDOW_MS } from "./limits.ts";
import { type EngineThread, startThread, type ThreadEnd } from "./thread.ts";
import type { ToEngine, ToHost } from "./thread-messages.ts";

/** The name of the database in the data folder. */
export const DATABASE_FILE = "apostil.sqlite";

export type EngineHost = {
  readonly engine: RoomEngine;
  /** The store, which only the engine's thread opens, as a proxy. */
  readonly store: Store;
  /** Resolves when everything taken so far is on disk and the thread has ended. */
  close(): Promise<void>;
};

/**
 * Starts the engine in a thread of its own, on the SQLite database of the folder `data`. A thread that hangs or dies is
 * replaced by a new one, without the update that it had in hand.
 * @throws StoreError `locked` when another process serves this folder, `newer` when a newer program made it
 */
export async function startEngineHost({ data }: { readonly data: string }): Promise<EngineHost> {
  const engine = new RemoteEngine(join(data, DATABASE_FILE));
  await engine.start();
  return { engine, store: engine.store, close: () => engine.close() };
}

type Call = { resolve: (value: never) => void; reject: (error: Error) => void };

/** The engine's port on the main thread: numbers questions, gathers messages, knows no rules. */
class RemoteEngine implements RoomEngine {
  readonly #path: string;
  readonly #out: Gather<ToEngine>;
  readonly #calls = new Map<number, Call>();
  /** Digests of updates that a thread hung or died at. */
  readonly #quarantine = new Set<string>();
  /** When threads were replaced, in milliseconds since 1970. */
  #restarts: number[] = [];
  /** `null` while one is replaced by another. */
  #thread: EngineThread | null = null;
  #nextCall = 1;
  #events: RoomEvents | null = null;
  #isClosing = false;

  constructor(path: string) {
    this.#path = path;
    this.#out = new Gather((messages) => this.#thread?.post(messages));
  }

  async start(): Promise<void> {
    this.#thread = await startThread(this.#path, this.#quarantine, {
      messages: (messages) => {
        for (const message of messages) this.#take(message);
      },
      ended: (end) => void this.#replace(end).catch((error) => this.#events?.failed(error)),
    });
  }

  /** Calls go to the thread of now; while there is none, they fail as if the disk were gone. */
  readonly store: Store = new Proxy({} as Store, {
    get:
      (_target, method: keyof Store) =>
      (...args: readonly unknown[]): unknown => {
        const { store } = this.#thread ?? {};
        if (!store) return Promise.reject(new StoreError("unavailable", "The store is being opened again."));
        return (store[method] as (...args: readonly unknown[]) => unknown)(...args);
      },
  });

  listen(events: RoomEvents): void {
    this.#events = events;
  }
  look(room: RoomKey, after: number | null): void {
    this.#out.add({ kind: "look", room, after });
  }
  leave(room: RoomKey): void {
    this.#out.add({ kind: "leave", room });
  }
  difference(channel: ChannelId, room: RoomKey, member: MemberId, vector: Uint8Array): void {
    this.#out.add({ kind: "difference", channel, room, member, vector: tight(vector) });
  }
  since(channel: ChannelId, room: RoomKey, after: number): void {
    this.#out.add({ kind: "since", channel, room, after });
  }
  open(channel: ChannelId, room: RoomKey, opening: Opening): void {
    this.#out.add({ kind: "open", channel, room, opening });
  }
  setAccess(channel: ChannelId, actor: Actor, write: boolean): void {
    this.#out.add({ kind: "access", channel, actor, write });
  }
  update(channel: ChannelId, update: Uint8Array, step2: boolean): void {
    this.#out.add({ kind: "update", channel, update: tight(update), step2 });
  }
  closed(channel: ChannelId): void {
    this.#out.add({ kind: "closed", channel });
  }
  annotate(actor: Actor, room: RoomKey, command: AnnotationCommand): Promise<AnnotateResult> {
    return this.#ask((call) => ({ kind: "annotate", call, actor, room, command }));
  }
  restoreRoom(actor: Actor, room: RoomKey, content: RoomContent): Promise<number> {
    return this.#ask((call) => ({ kind: "restore", call, actor, room, content }));
  }
  state(room: RoomKey): Promise<Uint8Array> {
    return this.#ask((call) => ({ kind: "state", call, room }));
  }
  ownerOf(room: RoomKey, client: number): Promise<MemberId | null> {
    return this.#ask((call) => ({ kind: "owner", call, room, client }));
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#thread) await this.#ask<void>((call) => ({ kind: "close", call }));
    await this.#thread?.end();
  }

  #ask<T>(message: (call: number) => ToEngine): Promise<T> {
    if (!this.#thread) return Promise.reject(new Problem("notSaved"));
    const call = this.#nextCall++;
    return new Promise<T>((resolve, reject) => {
      this.#calls.set(call, { resolve, reject });
      this.#out.add(message(call));
    });
  }

  #take(message: ToHost): void {
    switch (message.kind) {
      case "face":
        return this.#events?.face(message.room, message.face);
      case "answer":
        return this.#events?.answer(message.channel, message.seq, message.update);
      case "committed":
        return this.#events?.committed(message.room, message.updates);
      case "saved":
        return this.#events?.saved(message.channel, message.frames);
      case "refused":
        return this.#events?.refused(message.channel, message.code, message.reason);
      case "changedOutside":
        return this.#events?.changedOutside();
      case "result":
        this.#calls.get(message.call)?.resolve(message.value as never);
        this.#calls.delete(message.call);
        return;
      case "problem":
        this.#calls.get(message.call)?.reject(new Problem(message.code, message.detail));
        this.#calls.delete(message.call);
    }
  }

  /** Whoever waits learns that it may not be saved; who sent what the thread had in hand is closed for good. */
  async #replace({ error, culprit }: ThreadEnd): Promise<void> {
    this.#thread = null;
    for (const { reject } of this.#calls.values()) reject(new Problem("notSaved"));
    this.#calls.clear();
    if (this.#isClosing) return;
    if (culprit) {
      if (culprit.digest !== null) this.#quarantine.add(culprit.digest);
      this.#events?.refused(culprit.channel, CLOSE_CODES.malformed, "This update held others up");
    }
    const now = Date.now();
    this.#restarts = [...this.#restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    if (this.#restarts.length > MAX_RESTARTS) throw error;
    await this.start();
    this.#events?.restarted();
  }
}

/** A copy that stands alone: what crosses to the thread takes the whole buffer behind it along. */
const tight = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
