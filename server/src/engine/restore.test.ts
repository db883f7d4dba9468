import type { Annotation } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { SERVER } from "../store/store.ts";
import { comment, House, nextId, ROOM, wordsOf } from "./test-house.ts";

const noteOf = (words: string): Uint8Array => {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  doc.getXmlFragment("note").insert(0, [paragraph]);
  paragraph.insert(0, [new Y.XmlText(words)]);
  return Y.encodeStateAsUpdate(doc);
};

async function exported(house: House): Promise<Annotation> {
  const { annotation } = await house.engine.annotate(await house.actor("kofi"), ROOM, {
    kind: "create",
    id: nextId(),
    fields: comment("As it was said."),
  });
  if (!annotation) throw new Error("Not made");
  return annotation;
}

describe("filling a room from an export", () => {
  it("keeps what it has, and takes what is new", async () => {
    const house = await House.open();
    const known = await exported(house);
    const other = { ...known, id: nextId(), created: "2020-01-01T00:00:00.000Z" };
    const content = {
      annotations: [{ ...known, status: "resolved" as const }, other],
      note: noteOf("Words"),
    };
    expect(await house.engine.restoreRoom(SERVER, ROOM, content)).toBe(1);
    expect(await house.store.annotations([ROOM])).toEqual([other, known]);
    expect(wordsOf(await house.stored())).toBe("Words");
    expect(await house.engine.restoreRoom(SERVER, ROOM, { ...content, note: noteOf("Others") })).toBe(0);
    expect(wordsOf(await house.stored())).toBe("Words");
  });

  it.each([
    ["no update", Uint8Array.of(1, 2, 3)],
    ["half an update", noteOf("Words").slice(0, -8)],
    [
      "something that no note holds",
      (() => {
        const doc = new Y.Doc();
        doc.getXmlFragment("note").insert(0, [new Y.XmlElement("script")]);
        return Y.encodeStateAsUpdate(doc);
      })(),
    ],
  ])("refuses a note whose bytes are %s, and changes nothing", async (_, note) => {
    const house = await House.open();
    const known = await exported(house);
    const { seq } = await house.store.loadRoom(ROOM);
    const content = { annotations: [{ ...known, id: nextId() }], note };
    await expect(house.engine.restoreRoom(SERVER, ROOM, content)).rejects.toMatchObject({ code: "invalid" });
    expect(await house.store.annotations([ROOM])).toEqual([known]);
    expect((await house.store.loadRoom(ROOM)).seq).toBe(seq);
    expect((await house.join("maren")).doc.getMap("annotations").size).toBe(1);
  });
});
