import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { Problem } from "@apostil/shared/model";
import { serveStore } from "../store/remote-store.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { type Store, StoreError } from "../store/store.ts";
import { collectOnce } from "./collect-once.ts";
import { type Core, createEngine } from "./core.ts";
import { Gather } from "./gather.ts";
import { sharedHand } from "./hand.ts";
import { LOOK_OUTSIDE_MS, TIDY_MS } from "./limits.ts";
import type { ToEngine, ToHost, WorkerData, WorkerReady } from "./thread-messages.ts";

/** The engine's thread: documents, checks and the database live here, so that the loop of sockets never waits. */

const port = parentPort as MessagePort;
const { path, storePort, hand, quarantine } = workerData as WorkerData;
const out = new Gather<ToHost>((messages) => port.postMessage(messages));

let isTidy = Promise.resolve();

async function open(): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const store = await openSqliteStore({ path, serve: true });
  serveStore(store, storePort);
  const engine = await createEngine(store, sharedHand(hand, new Set(quarantine)));
  engine.listen({
    face: (room, face) => out.add({ kind: "face", room, face }),
    answer: (channel, seq, update) => out.add({ kind: "answer", channel, seq, update }),
    committed: (room, updates) => out.add({ kind: "committed", room, updates }),
    saved: (channel, frames) => out.add({ kind: "saved", channel, frames }),
    refused: (channel, code, reason) => out.add({ kind: "refused", channel, code, reason }),
    changedOutside: () => out.add({ kind: "changedOutside" }),
    restarted: () => {},
    failed: (error) => {
      throw error;
    },
  });
  const looking = setInterval(() => void engine.lookOutside().catch(() => {}), LOOK_OUTSIDE_MS);
  // not in a hurry, and never twice at once
  const tidying = setInterval(() => {
    isTidy = isTidy.then(() => engine.tidy()).catch(() => {});
  }, TIDY_MS);
  port.on("message", (messages: readonly ToEngine[]) => {
    for (const message of messages) {
      if (message.kind === "close") for (const timer of [looking, tidying]) clearInterval(timer);
      take(message, engine, store);
    }
  });
}

function take(message: ToEngine, engine: Core, store: Store): void {
  switch (message.kind) {
    case "open":
      return engine.open(message.channel, message.room, message.opening);
    case "access":
      return engine.setAccess(message.channel, message.actor, message.write);
    case "look":
      return engine.look(message.room, message.after);
    case "leave":
      return engine.leave(message.room);
    case "difference":
      return engine.difference(message.channel, message.room, message.member, message.vector);
    case "since":
      return engine.since(message.channel, message.room, message.after);
    case "update":
      return engine.update(message.channel, message.update, message.step2);
    case "closed":
      return engine.closed(message.channel);
    case "annotate":
      return answer(message.call, engine.annotate(message.actor, message.room, message.command));
    case "restore":
      return answer(message.call, engine.restoreRoom(message.actor, message.room, message.content));
    case "state":
      return answer(message.call, engine.state(message.room));
    case "owner":
      return answer(message.call, engine.ownerOf(message.room, message.client));
    case "close":
      return answer(
        message.call,
        engine
          .close()
          .then(() => engine.settle())
          .then(() => store.close()),
      );
  }
}

function answer(call: number, promise: Promise<unknown>): void {
  promise.then(
    (value) => out.add({ kind: "result", call, value }),
    (error: unknown) => {
      const problem = error instanceof Problem ? error : new Problem("notSaved");
      out.add({ kind: "problem", call, code: problem.code, detail: problem.message });
    },
  );
}

open().then(
  () => {
    collectOnce();
    port.postMessage({ ready: true } satisfies WorkerReady);
  },
  (error: unknown) => {
    const code = error instanceof StoreError ? error.code : null;
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ ready: false, code, message } satisfies WorkerReady);
  },
);
