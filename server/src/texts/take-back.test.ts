import type { Annotation, Layer, Member, ParagraphId, TextId } from "@apostil/shared/model";
import { roomKey } from "@apostil/shared/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { createEngine } from "../engine/core.ts";
import type { Engine } from "../engine/engine.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { SERVER, type Store } from "../store/store.ts";
import { MAX_PARAGRAPHS } from "./size.ts";
import { BUNDLED_TEXT, type Importer, Texts } from "./texts.ts";

const NOW = Date.UTC(2027, 0, 11);
const ID = "01940000-0000-7000-8000-000000000001";
let store: Store;
let engine: Engine;
let texts: Texts;
beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", serve: false });
  engine = await createEngine(store);
  texts = new Texts(store, engine);
});

const room = (text: string, paragraph: string, layer: Layer = { kind: "shared" }) =>
  roomKey({ text: text as TextId, paragraph: paragraph as ParagraphId, layer });

async function importer(id: string, delegation: string | null): Promise<Importer> {
  const member = { id, name: id, role: "coordinator", delegation } as Member;
  if (delegation) await store.addDelegation({ slug: delegation, name: delegation, colour: "#8a3f8f" });
  await store.addMember(member);
  return { member, actor: { member: member.id, version: 1, session: null } };
}

const annotation = (more: object = {}) => ({
  id: ID,
  motivation: "commenting",
  body: [{ type: "TextualBody", value: "From elsewhere." }],
  target: {},
  creator: { id: "ada", name: "Ada Elsewhere", delegation: "chile" },
  created: "2020-01-02T03:04:05.000Z",
  modified: "2020-01-02T03:04:05.000Z",
  status: "resolved",
  paragraph: "op1",
  layer: "shared",
  edition: "en",
  revision: 1,
  ...more,
});

const exported = (more: object = {}) => ({
  text: {
    ...{ id: "draft", title: "Draft", symbol: null, date: null, language: "en", kind: "draft" },
    paragraphs: [
      {
        ...{ id: "op1", label: "OP1", kind: "operative", level: 0, text: "Calls for human rights." },
        ...{ references: [], dates: [] },
      },
    ],
    omitted: [],
  },
  annotations: [annotation()],
  notes: [],
  codebook: { themes: [] },
  ...more,
});

const take = (content: unknown, by: Importer | null = null, id?: string) =>
  texts.importFile(
    {
      name: "a.json",
      type: "application/json",
      bytes: new TextEncoder().encode(JSON.stringify(content)),
      id,
    },
    by,
    NOW,
  );

it("keeps annotations as they claim to be, says who brought them, and suggests nothing", async () => {
  const text = await take(exported(), await importer("ada", null));
  expect(text).toMatchObject({ id: "draft", revision: 1 });
  const brought = { importedBy: "ada", importedAt: new Date(NOW).toISOString() };
  expect(await store.annotations(await store.roomsOfText(text.id))).toEqual([
    { ...annotation(), ...brought },
  ]);
});

it("never takes a claimed creator for a member", async () => {
  const ada = await importer("ada", null);
  await take(exported({ annotations: [annotation({ status: "open" })] }), ada);
  const patch = { body: [{ type: "TextualBody", value: "Mine now." }] } as const;
  const asked = engine.annotate(ada.actor, room("draft", "op1"), {
    kind: "patch",
    id: ID as Annotation["id"],
    patch,
  });
  await expect(asked).rejects.toMatchObject({ code: "notAllowed" });
});

it("adds to a text with the same words what its rooms lack, and does nothing twice", async () => {
  await take(exported());
  const more = [annotation({ status: "open" }), annotation({ id: ID.replace(/1$/, "2") })];
  await take(exported({ annotations: more }));
  await take(exported({ annotations: more }));
  const kept = await store.annotations([room("draft", "op1")]);
  expect(kept.map(({ status }) => status)).toEqual(["resolved", "resolved"]);
});

it("refuses an id whose words are others, and takes another id", async () => {
  await texts.ensureBundled();
  const content = exported();
  await expect(take(content, null, BUNDLED_TEXT)).rejects.toMatchObject({ code: "taken" });
  expect((await take(content, null, "draft-2")).id).toBe("draft-2");
});

it("adds the themes that are new, and leaves ours", async () => {
  await texts.ensureBundled();
  const theme = { name: "X", colour: { light: "#000000", dark: "#ffffff" }, definition: "", keyWords: [] };
  await take(
    exported({
      codebook: {
        themes: [
          { ...theme, id: "gender" },
          { ...theme, id: "x" },
        ],
      },
    }),
  );
  const { themes } = await texts.codebook();
  expect(themes.find(({ id }) => id === "gender")?.name).toBe("Gender");
  expect(themes.at(-1)?.id).toBe("x");
});

describe("layers", () => {
  const inLayer = (layer: string) => exported({ annotations: [annotation({ layer })] });

  it("that are not the importer's are refused, and nothing is written", async () => {
    const ada = await importer("ada", "chile");
    await expect(take(inLayer("norway"), ada)).rejects.toMatchObject({ code: "notAllowed" });
    expect(await texts.list()).toEqual([]);
    await expect(take(inLayer("chile"), ada)).resolves.toMatchObject({ id: "draft" });
  });

  it("called private become the importer's own; the operator has none", async () => {
    await expect(take(inLayer("private"))).rejects.toMatchObject({ code: "invalid" });
    const { member, actor } = await importer("ada", null);
    await take(inLayer("private"), { member, actor });
    const own = room("draft", "op1", { kind: "private", member: member.id });
    expect(await store.annotations([own])).toHaveLength(1);
  });
});

describe("a file that is no export of ours", () => {
  it.each([
    ["another object", { hello: 1 }, "invalid"],
    ["a text without paragraphs", exported({ text: { ...exported().text, paragraphs: [] } }), "invalid"],
    ["a paragraph called as presence is", withParagraphs("_"), "invalid"],
    ["a paragraph whose id is none", withParagraphs("OP 1"), "invalid"],
    ["two paragraphs of one id", withParagraphs("op1", "op1"), "invalid"],
    ["an annotation of presence", exported({ annotations: [annotation({ paragraph: "_" })] }), "invalid"],
    ["an unknown paragraph", exported({ annotations: [annotation({ paragraph: "op9" })] }), "invalid"],
    ["an id that is none", exported({ annotations: [annotation({ id: "1" })] }), "invalid"],
    ["a layer that is none", exported({ annotations: [annotation({ layer: "A/B" })] }), "invalid"],
    ["bytes of a note that are none", exported({ notes: [note("////")] }), "invalid"],
  ])("is refused: %s", async (_, content, code) => {
    await expect(take(content)).rejects.toMatchObject({ name: "Problem", code });
  });

  it("leaves nothing behind when a paragraph of it is refused", async () => {
    for (const content of [withParagraphs("_"), withParagraphs("op1", "op1")])
      await expect(take(content)).rejects.toMatchObject({ code: "invalid" });
    expect(await texts.list()).toEqual([]);
  });

  it("is refused before the rest is read when it has too many paragraphs", async () => {
    const ids = Array.from({ length: MAX_PARAGRAPHS + 1 }, (_, at) => `x${at}`);
    await expect(take(withParagraphs(...ids))).rejects.toMatchObject({
      code: "tooLarge",
      message: "A text has at most 20,000 paragraphs: import this one in parts.",
    });
    expect(await texts.list()).toEqual([]);
  });

  it("is refused: no JSON at all", async () => {
    const file = { name: "a.json", type: "", bytes: new TextEncoder().encode("{") };
    await expect(texts.importFile(file, null)).rejects.toMatchObject({ code: "wrongType" });
  });
});

it("is given as SERVER's word by the operator", async () => {
  await take(exported());
  const { updates } = await store.loadRoom(room("draft", "op1"));
  expect(updates.map(({ member }) => member)).toEqual([SERVER.member]);
});

function withParagraphs(...ids: readonly string[]) {
  const { text } = exported();
  const paragraphs = ids.map((id) => ({ ...text.paragraphs[0], id }));
  return exported({ text: { ...text, paragraphs }, annotations: [] });
}

function note(update: string) {
  return { paragraph: "op1", layer: "shared", markdown: "", update };
}
