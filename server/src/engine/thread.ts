import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import { remoteStore } from "../store/remote-store.ts";
import { type Store, StoreError, type StoreErrorCode } from "../store/store.ts";
import { HAND_BYTES, inHand } from "./hand.ts";
import { MAX_RESIDENT_MB, STALLED_MS, WATCH_MS, WORKER_HEAP_MB, WORKER_YOUNG_MB } from "./limits.ts";
import type { ToEngine, ToHost, WorkerData, WorkerReady } from "./thread-messages.ts";

/** Why a thread ended by itself, and who sent what it had in hand; `digest` is `null` for what is too small to have one. */
export type ThreadEnd = {
  readonly error: Error;
  readonly culprit: { readonly channel: number; readonly digest: string | null } | null;
};

export type ThreadWatch = {
  messages(messages: readonly ToHost[]): void;
  /** Once, unless {@link EngineThread.end} was asked for. */
  ended(end: ThreadEnd): void;
};

export type EngineThread = {
  readonly store: Store;
  post(messages: readonly ToEngine[]): void;
  end(): Promise<void>;
};

const NO_DIGEST = /^0*$/;
const MB = 1_048_576;

/** What runs in the thread. */
export const ENGINE_PROGRAM = new URL("./worker.ts", import.meta.url);

/** Starts the engine's thread, and a watchdog that ends it when an update holds it up. @throws StoreError */
export async function startThread(
  path: string,
  quarantine: ReadonlySet<string>,
  watch: ThreadWatch,
  program: URL = ENGINE_PROGRAM,
): Promise<EngineThread> {
  const { port1, port2 } = new MessageChannel();
  const hand = new SharedArrayBuffer(HAND_BYTES);
  const data: WorkerData = { path, hand, quarantine: [...quarantine], storePort: port2 };
  const worker = new Worker(program, {
    workerData: data,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, maxYoungGenerationSizeMb: WORKER_YOUNG_MB },
  });
  const [ready] = (await once(worker, "message")) as [WorkerReady];
  if (!ready.ready) {
    await worker.terminate();
    port1.close();
    throw ready.code ? new StoreError(ready.code as StoreErrorCode, ready.message) : new Error(ready.message);
  }
  let isOver = false;
  const over = (error: Error) => {
    if (isOver) return;
    isOver = true;
    clearInterval(watching);
    port1.close();
    const culprit = culpritOf(hand);
    // its lock on the data is free only when it is gone
    void worker.terminate().then(() => watch.ended({ error, culprit }));
  };
  const watching = setInterval(() => {
    const why = faultOf(hand);
    if (why !== null) over(new Error(why));
  }, WATCH_MS);
  watching.unref();
  worker.on("message", (messages: readonly ToHost[]) => {
    if (!isOver) watch.messages(messages);
  });
  worker.on("error", (error) => over(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", (code) => over(new Error(`The engine's thread ended with ${code}`)));
  return {
    store: remoteStore(port1),
    post: (messages) => worker.postMessage(messages),
    end: async () => {
      isOver = true;
      clearInterval(watching);
      port1.close();
      await worker.terminate();
    },
  };
}

function culpritOf(hand: SharedArrayBuffer): ThreadEnd["culprit"] {
  const held = inHand(hand);
  return held && { channel: held.channel, digest: NO_DIGEST.test(held.digest) ? null : held.digest };
}

/** Why the thread has to end now; `null` when all is well. */
function faultOf(hand: SharedArrayBuffer): string | null {
  const held = inHand(hand);
  if (held && Date.now() - held.since > STALLED_MS) return "The engine hung at an update";
  return process.memoryUsage.rss() > MAX_RESIDENT_MB * MB ? "The engine took too much memory" : null;
}
