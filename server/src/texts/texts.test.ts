import { type Annotation, APOSTIL, type ParagraphId, type TextId } from "@apostil/shared/model";
import { type RoomKey, roomKey } from "@apostil/shared/protocol";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createEngine } from "../engine/core.ts";
import type { Engine } from "../engine/engine.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { SERVER, type Store } from "../store/store.ts";
import { MAX_SUGGESTIONS } from "./suggest.ts";
import { BUNDLED_TEXT, Texts } from "./texts.ts";

let store: Store;
let engine: Engine;
let texts: Texts;
beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", serve: false });
  engine = await createEngine(store);
  texts = new Texts(store, engine);
});

const sharedRoom = (paragraph: string): RoomKey =>
  roomKey({ text: BUNDLED_TEXT, paragraph: paragraph as ParagraphId, layer: { kind: "shared" } });

const suggestions = async (): Promise<Annotation[]> =>
  store.annotations(await store.roomsOfText(BUNDLED_TEXT));

const themesOf = async (paragraph: string): Promise<unknown[]> =>
  (await store.annotations([sharedRoom(paragraph)])).flatMap(({ body }) =>
    body.map((part) => (part.type === "SpecificResource" ? part.source : null)),
  );

describe("the first start", () => {
  it("brings the codebook and the text with suggestions", async () => {
    await texts.ensureBundled();
    expect((await texts.codebook()).themes).toHaveLength(10);
    expect(await texts.list()).toMatchObject([{ id: "sres2395" }]);
    expect(await themesOf("op21")).toContain("human-rights");
    expect(await themesOf("op28")).toContain("gender");
    expect(await themesOf("op29")).toContain("childrens-rights");
    expect((await texts.source(BUNDLED_TEXT))?.bytes.length).toBeGreaterThan(30_000);
  });

  it("makes few suggestions, all open, by nobody, on what the text itself says", async () => {
    await texts.ensureBundled();
    const all = await suggestions();
    for (const { status, creator, target } of all)
      expect({ status, creator, target }).toEqual({ status: "suggested", creator: APOSTIL, target: {} });
    const counts = Map.groupBy(all, ({ paragraph }) => paragraph);
    expect(Math.max(...[...counts.values()].map((list) => list.length))).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    expect([...counts.keys()].filter((id) => !/^(op|pp)/.test(id))).toEqual([]);
  });

  it("is taken up where it was cut off, and makes nothing twice", async () => {
    await texts.ensureBundled();
    const whole = (await suggestions()).map(({ id }) => id).sort();
    store = await openSqliteStore({ path: ":memory:", serve: false });
    engine = await createEngine(store);
    texts = new Texts(store, engine);
    let left = 20;
    const annotate = engine.annotate.bind(engine);
    const cut = vi.spyOn(engine, "annotate").mockImplementation((...asked) => {
      if (left-- <= 0) throw new Error("The power went out");
      return annotate(...asked);
    });
    await expect(texts.ensureBundled()).rejects.toThrow("power");
    cut.mockRestore();
    await new Texts(store, engine).ensureBundled();
    expect((await suggestions()).map(({ id }) => id).sort()).toEqual(whole);
  });

  it("is not done again: what was rejected or removed stays so, and nothing is asked", async () => {
    await texts.ensureBundled();
    const [first] = await store.annotations([sharedRoom("op28")]);
    const server = SERVER;
    await engine.annotate(server, sharedRoom("op28"), { kind: "remove", id: first?.id ?? ("" as never) });
    const before = await suggestions();
    const annotate = vi.spyOn(engine, "annotate");
    await texts.ensureBundled();
    expect(annotate).not.toHaveBeenCalled();
    expect(await suggestions()).toEqual(before);
  });
});

describe("a text", () => {
  it("has its paragraphs and the one of presence, and no others", async () => {
    await texts.ensureBundled();
    const has = (text: string, paragraph: string) => texts.has(text as TextId, paragraph as ParagraphId);
    expect(await has("sres2395", "op33")).toBe(true);
    expect(await has("sres2395", "_")).toBe(true);
    expect(await has("sres2395", "op34")).toBe(false);
    expect(await has("nope", "op1")).toBe(false);
    expect(await has("nope", "_")).toBe(false);
  });

  it("is read from the store once", async () => {
    await texts.ensureBundled();
    const read = vi.spyOn(store, "text");
    await texts.text(BUNDLED_TEXT);
    const after = read.mock.calls.length;
    await texts.has(BUNDLED_TEXT, "op1" as ParagraphId);
    expect(read.mock.calls.length).toBe(after);
    texts.changedOutside();
    await texts.text(BUNDLED_TEXT);
    expect(read.mock.calls.length).toBe(after + 1);
  });

  it("is read once for all who ask in the same moment, and again after it could not be", async () => {
    await texts.ensureBundled();
    texts.changedOutside();
    const read = vi.spyOn(store, "text").mockRejectedValueOnce(new Error("The disk is gone"));
    const ask = () => texts.has(BUNDLED_TEXT, "op1" as ParagraphId);
    const failed = await Promise.allSettled([ask(), ask(), ask()]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([true, true, true]);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("that was not there is found when it came", async () => {
    expect(await texts.text(BUNDLED_TEXT)).toBeNull();
    await texts.ensureBundled();
    expect(await texts.text(BUNDLED_TEXT)).not.toBeNull();
  });

  it("that two people import at once gets two ids", async () => {
    const bytes = new TextEncoder().encode(
      "Draft\n\nThe General Assembly,\n\n1. Calls upon States to act.\n",
    );
    const file = { name: "draft.txt", type: "text/plain", bytes };
    const made = await Promise.all([
      texts.importFile(file, null),
      texts.importFile(file, null),
      texts.importFile(file, null),
    ]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
  });

  it.each(["Sres", "a b", "_", "", "x".repeat(81)])("has no id like %j", async (id) => {
    const file = { name: "a.txt", type: "text/plain", bytes: new TextEncoder().encode("Words."), id };
    await expect(texts.importFile(file, null)).rejects.toMatchObject({ code: "invalid" });
  });
});
