import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomKey } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { SERVER } from "../store/store.ts";
import type { CommittedUpdate, RoomEvents, RoomFace } from "./engine.ts";
import { type EngineHost, startEngineHost } from "./host.ts";
import { startThread, type ThreadEnd } from "./thread.ts";

const ROOM = "draft/op1/shared" as RoomKey;

/** What the gateway would hear. */
class Ear implements RoomEvents {
  readonly heard: string[] = [];
  readonly #waiting = new Map<string, () => void>();
  readonly told: CommittedUpdate[] = [];
  shown: RoomFace | null = null;

  hears(what: string): Promise<void> {
    if (this.heard.includes(what)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(what, resolve));
  }
  #say(what: string): void {
    this.heard.push(what);
    this.#waiting.get(what)?.();
  }
  face(_room: RoomKey, face: RoomFace | null): void {
    this.shown = face;
    this.#say("face");
  }
  answer(): void {}
  committed(_room: RoomKey, updates: readonly CommittedUpdate[]): void {
    this.told.push(...updates);
  }
  saved(_channel: number, frames: number): void {
    this.#say(`saved ${frames}`);
  }
  refused(channel: number, code: number): void {
    this.#say(`refused ${channel} ${code}`);
  }
  changedOutside(): void {}
  restarted(): void {
    this.#say("restarted");
  }
  failed(error: Error): void {
    throw error;
  }
}

let folder: string;
let host: EngineHost | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "apostil-host-"));
});
afterEach(async () => {
  await host?.close();
  host = null;
  rmSync(folder, { recursive: true });
});

function typed(words: string): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment("note").insert(0, [paragraph]);
  return Y.encodeStateAsUpdate(doc);
}

describe("an engine whose thread dies", () => {
  it("begins anew with everything that was saved, and serves on", async () => {
    host = await startEngineHost({ data: folder });
    const { engine, store } = host;
    const ear = new Ear();
    engine.listen(ear);
    engine.look(ROOM, null);
    engine.open(1, ROOM, { actor: SERVER, write: true, frames: 0, stepped: true });
    engine.update(1, typed("kept"), false);
    await ear.hears("saved 1");
    const generation = await store.generation();
    // nothing that the gateway would say: the thread throws at it
    engine.open(2, ROOM, null as never);
    await ear.hears("restarted");
    expect(await store.generation()).toBe(generation);
    engine.look(ROOM, 0);
    const state = new Y.Doc();
    Y.applyUpdate(state, await engine.state(ROOM));
    expect(state.getXmlFragment("note").toString()).toContain("kept");
    engine.open(3, ROOM, { actor: SERVER, write: true, frames: 0, stepped: true });
    engine.update(3, typed("after"), false);
    // the room was looked at with nothing told: what was committed before is told again, then what came after
    await engine.state(ROOM);
    expect(ear.told.map(({ seq }) => seq)).toEqual([1, 1, 2]);
  });

  it("tells those who wait for an answer that it may not be saved", async () => {
    host = await startEngineHost({ data: folder });
    const ear = new Ear();
    host.engine.listen(ear);
    host.engine.open(2, ROOM, null as never);
    await expect(host.engine.state(ROOM)).rejects.toThrow();
    await ear.hears("restarted");
  });
});

describe("a thread that hangs at an update", () => {
  it("is ended, and says whose update it was and which", async () => {
    const ended = Promise.withResolvers<ThreadEnd>();
    const program = new URL("./thread.test-worker.ts", import.meta.url);
    const watch = { messages: () => {}, ended: ended.resolve };
    const thread = await startThread(join(folder, "any.sqlite"), new Set(), watch, program);
    const update = new Uint8Array(1_000).fill(7);
    thread.post([{ kind: "update", channel: 42, update, step2: false }]);
    const { culprit } = await ended.promise;
    expect(culprit?.channel).toBe(42);
    expect(culprit?.digest).toMatch(/^[0-9a-f]{64}$/);
    // the next thread is told, and does not take it in hand again
    const digest = culprit?.digest ?? "";
    const next = await startThread(join(folder, "any.sqlite"), new Set([digest]), watch, program);
    next.post([{ kind: "update", channel: 43, update, step2: false }]);
    await next.end();
  });
});
