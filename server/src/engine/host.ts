import { once } from "node:events";
import { join } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { type MemberId, Problem } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import { remoteStore } from "../store/remote-store.ts";
import { type Actor, type Store, StoreError, type StoreErrorCode } from "../store/store.ts";
import type {
  AnnotateResult,
  AnnotationCommand,
  ChannelId,
  RoomContent,
  RoomEngine,
  RoomEvents,
} from "./engine.ts";
import { Gather } from "./gather.ts";
import { WORKER_HEAP_MB } from "./limits.ts";
import type { ToEngine, ToHost, WorkerReady } from "./thread-messages.ts";

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
 * Starts the engine in a thread of its own, on the SQLite database of the folder `data`.
 * @throws StoreError `locked` when another process serves this folder, `newer` when a newer program made it
 */
export async function startEngineHost({ data }: { readonly data: string }): Promise<EngineHost> {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { path: join(data, DATABASE_FILE), storePort: port2 },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  const [ready] = (await once(worker, "message")) as [WorkerReady];
  if (!ready.ready) {
    await worker.terminate();
    port1.close();
    throw ready.code ? new StoreError(ready.code as StoreErrorCode, ready.message) : new Error(ready.message);
  }
  const engine = new RemoteEngine(worker);
  return {
    engine,
    store: remoteStore(port1),
    close: async () => {
      await engine.close();
      port1.close();
      await worker.terminate();
    },
  };
}

/** The engine's port on the main thread: numbers questions, gathers messages, knows no rules. */
class RemoteEngine implements RoomEngine {
  readonly #out: Gather<ToEngine>;
  readonly #calls = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #nextCall = 1;
  #events: RoomEvents | null = null;
  #closing = false;

  constructor(worker: Worker) {
    this.#out = new Gather((messages) => worker.postMessage(messages));
    worker.on("message", (messages: readonly ToHost[]) => {
      for (const message of messages) this.#take(message);
    });
    worker.on("error", (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => this.#fail(new Error(`The engine's thread ended with ${code}`)));
  }

  listen(events: RoomEvents): void {
    this.#events = events;
  }
  open(channel: ChannelId, room: RoomKey, actor: Actor, write: boolean): void {
    this.#out.add({ kind: "open", channel, room, actor, write });
  }
  setAccess(channel: ChannelId, actor: Actor, write: boolean): void {
    this.#out.add({ kind: "access", channel, actor, write });
  }
  step1(channel: ChannelId, vector: Uint8Array): void {
    this.#out.add({ kind: "step1", channel, vector });
  }
  update(channel: ChannelId, update: Uint8Array, step2: boolean): void {
    this.#out.add({ kind: "update", channel, update, step2 });
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
    this.#closing = true;
    await this.#ask<void>((call) => ({ kind: "close", call }));
  }

  #ask<T>(message: (call: number) => ToEngine): Promise<T> {
    const call = this.#nextCall++;
    return new Promise<T>((resolve, reject) => {
      this.#calls.set(call, { resolve, reject });
      this.#out.add(message(call));
    });
  }

  #take(message: ToHost): void {
    switch (message.kind) {
      case "vector":
        return this.#events?.vector(message.channel, message.vector);
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

  /** Whoever waits learns that it may not be saved; the gateway sends everybody away to come again. */
  #fail(error: Error): void {
    for (const { reject } of this.#calls.values()) reject(new Problem("notSaved"));
    this.#calls.clear();
    if (!this.#closing) this.#events?.failed(error);
  }
}
