import "fake-indexeddb/auto";
import type { AnnotationId } from "@apostil/shared/model";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { ApiProblem } from "../api.ts";
import { systemClock } from "../clock.ts";
import { write } from "../fake-server.ts";
import { noteText } from "../note-text.ts";
import { Outbox } from "../outbox.ts";
import type { Command } from "../overlay.ts";
import { annotation, comment, KARI } from "../samples.ts";
import { SetAside } from "../set-aside.ts";
import { LocalRooms } from "./local-rooms.ts";

const ROOM = "t/op1/shared";
/** What a send comes to. */
let send: (command: Command) => Promise<ReturnType<typeof annotation> | null>;
let sent: string[];
const open: (() => void)[] = [];

const offline = () => Promise.reject(new ApiProblem("offline", "", 0));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  sent = [];
  send = async ({ id }) => annotation(id);
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function tab(generation = "g1", member = "kari") {
  const local = await LocalRooms.open(generation, member);
  if (!local) throw new Error("Nothing is kept");
  const outbox = new Outbox({
    clock: systemClock,
    creator: () => KARI,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    send: (command) => {
      sent.push(command.kind);
      return send(command);
    },
    shelf: local.shelf,
  });
  open.push(() => {
    outbox.close();
    local.close();
  });
  return { local, outbox, setAside: new SetAside(local.shelf) };
}

/** Annotates while nobody can be reached, and ends without a word. */
async function annotateAndCrash(): Promise<AnnotationId> {
  const whole = send;
  send = offline;
  const { outbox, local } = await tab();
  const id = outbox.create(ROOM, comment("Mine"));
  outbox.patch(ROOM, id, { status: "resolved" });
  await local.shelf.change({});
  await vi.waitFor(() => expect(sent).toEqual(["create"]));
  outbox.close();
  sent = [];
  send = whole;
  return id;
}

describe("the outbox of a browser", () => {
  it("shows what an earlier page did not get rid of, and sends it in its order once the server is there", async () => {
    const id = await annotateAndCrash();
    const { outbox } = await tab();
    expect(outbox.merge(ROOM, []).map((each) => each.id)).toEqual([id]);
    expect(outbox.pending()).toBe(2);
    expect(sent).toEqual([]);
    outbox.resume();
    await vi.waitFor(() => expect(outbox.pending()).toBe(0));
    expect(sent).toEqual(["create", "patch"]);
    expect((await tab()).outbox.pending()).toBe(0);
  });

  it("is sent by one page of two", async () => {
    await annotateAndCrash();
    const [one, two] = [await tab(), await tab()];
    one.outbox.resume();
    two.outbox.resume();
    await vi.waitFor(() => expect(one.outbox.pending() + two.outbox.pending()).toBe(0));
    expect(sent).toEqual(["create", "patch"]);
  });

  it("sends what it has when its database is lost", async () => {
    await annotateAndCrash();
    const { outbox, local } = await tab();
    await local.wipe();
    outbox.resume();
    await vi.waitFor(() => expect(outbox.pending()).toBe(0));
    expect(sent).toEqual(["create", "patch"]);
  });

  it("keeps refused words until their author has done with them", async () => {
    send = () => Promise.reject(new ApiProblem("invalid", "Too long", 422));
    const first = await tab();
    first.outbox.create(ROOM, comment("Refused"));
    await vi.waitFor(() => expect(first.outbox.failures.get()).toHaveLength(1));
    await first.local.shelf.change({});
    const { outbox, local } = await tab();
    expect(outbox.failures.get().map(({ words, code }) => [words, code])).toEqual([["Refused", "invalid"]]);
    expect(outbox.pending()).toBe(0);
    outbox.dismissFailure(outbox.failures.get()[0]?.key ?? "");
    await local.shelf.change({});
    expect((await tab()).outbox.failures.get()).toEqual([]);
  });

  it("is nobody else's", async () => {
    await annotateAndCrash();
    expect((await tab("g1", "ola")).outbox.pending()).toBe(0);
  });
});

describe("words set aside in a browser", () => {
  const entry = { room: ROOM, words: "Mine", reason: { kind: "refused", code: 4403 }, at: 1 } as const;

  it("are there at the next visit as they were last, until they are dismissed", async () => {
    const first = await tab();
    const id = first.setAside.keep(entry);
    first.setAside.amend(id ?? "", "Mine too");
    await first.local.shelf.change({});
    const { setAside, local } = await tab();
    expect(setAside.get()).toEqual([{ ...entry, id, words: "Mine too" }]);
    setAside.dismiss(id ?? "");
    await local.shelf.change({});
    expect((await tab()).setAside.get()).toEqual([]);
  });

  it("come over from an earlier generation, with all that was not sent then, once", async () => {
    const { local } = await tab();
    const doc = new Y.Doc();
    write(doc, "For the old store");
    local.write(ROOM_KEY, Y.encodeStateAsUpdate(doc), true);
    await local.read(ROOM_KEY);
    await annotateAndCrash();
    const now = await tab("g2");
    expect(now.setAside.get().map(({ words, reason }) => [words, reason.kind])).toEqual([
      ["For the old store", "otherGeneration"],
    ]);
    expect(now.outbox.failures.get().map(({ words, code }) => [words, code])).toEqual([
      ["Mine", "otherGeneration"],
      ["", "otherGeneration"],
    ]);
    expect(now.outbox.pending()).toBe(0);
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).toEqual(["apostil/g2/kari"]);
    expect((await tab("g2")).setAside.get()).toHaveLength(1);
  });
});

describe("a copy that grew", () => {
  it("is folded when it is read: the acknowledged rows become one, and the others stay", async () => {
    const { local } = await tab();
    const doc = new Y.Doc();
    const text = doc.getText("words");
    let isUnsent = false;
    doc.on("update", (update) => local.write(ROOM, update, isUnsent));
    for (let at = 0; at < 100; at++) text.insert(0, "a");
    isUnsent = true;
    text.insert(0, "b");
    isUnsent = false;
    // depends on the one that is not acknowledged
    text.insert(1, "c");
    const rows = await local.read(ROOM);
    expect(rows.map(({ unsent }) => unsent).sort()).toEqual([false, true]);
    const again = new Y.Doc();
    for (const { bytes } of rows) Y.applyUpdate(again, bytes);
    expect(again.getText("words").toString()).toBe(text.toString());
    expect(noteText(again.getXmlFragment("note"))).toBe("");
  });
});

const ROOM_KEY = "t/op1/shared";
