import { parentPort, workerData } from "node:worker_threads";
import { sharedHand } from "./hand.ts";
import type { UpdateInput } from "./input.ts";
import type { ToEngine, WorkerData } from "./thread-messages.ts";

/** For tests: an engine's thread that takes every update in hand and never lets go of it. */
const { hand, quarantine } = workerData as WorkerData;
const held = sharedHand(hand, new Set(quarantine));

parentPort?.on("message", (messages: readonly ToEngine[]) => {
  for (const message of messages)
    if (message.kind === "update" && held.take({ ...message, frame: 1, attempt: 1 } satisfies UpdateInput))
      for (;;);
});
parentPort?.postMessage({ ready: true });
