import { type Annotation, APOSTIL, type Layer, type MemberId, type Text } from "@apostil/shared/model";
import { type RoomKey, roomKey } from "@apostil/shared/protocol";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { SERVER, type Store } from "../store/store.ts";
import { EXPORT_FORMATS, type ExportFormat, exportText } from "./export.ts";

const NOW = Date.UTC(2026, 10, 24, 5, 34);
const SHARED: Layer = { kind: "shared" };
const NORWAY: Layer = { kind: "delegation", slug: "norway" };
const JORDAN: Layer = { kind: "delegation", slug: "jordan" };
const MAREN = "m-maren" as MemberId;
const AMAL = "m-amal" as MemberId;
const MARENS: Layer = { kind: "private", member: MAREN };
const AMALS: Layer = { kind: "private", member: AMAL };

const paragraph = (id: string, label: string | null, kind: string, text: string) => ({
  id,
  label,
  kind,
  level: 0,
  text,
  references: [],
  dates: [],
});
const TEXT = {
  id: "res",
  title: "A resolution",
  symbol: "S/RES/1 (2026)",
  date: "2026-01-02",
  language: "en",
  kind: "resolution",
  paragraphs: [
    paragraph("c1", "C1", "coverage", "The Council met today."),
    paragraph("h1", null, "heading", "Resolution"),
    paragraph("pp1", "PP1", "preambular", "Recalling its resolutions,"),
    paragraph("op1", "OP1", "operative", "Reiterates the call to integrate gender;"),
    paragraph("op2", "OP2", "operative", "Decides to remain seized of the matter."),
  ],
  omitted: [{ text: "“", reason: "quotation mark" }],
  revision: 1,
  edition: "en",
} as unknown as Text;

let count = 0;
const annotation = (words: string, more: Partial<Annotation> & { delegation?: string | null } = {}) => {
  const { delegation = "norway", ...fields } = more;
  count += 1;
  return {
    id: `019a0000-0000-7000-8000-${String(count).padStart(12, "0")}`,
    motivation: "commenting",
    body: [{ type: "TextualBody", value: words }],
    target: {},
    creator: { id: MAREN, name: "Maren Olsen", delegation },
    created: new Date(NOW - 3_600_000 + count * 60_000).toISOString(),
    modified: new Date(NOW - 3_600_000 + count * 60_000).toISOString(),
    status: "open",
    paragraph: "op1",
    layer: "shared",
    edition: "en",
    revision: 1,
    ...fields,
  } as Annotation;
};
const tag = (theme: string, more: Partial<Annotation> = {}) =>
  annotation("", {
    motivation: "tagging",
    body: [{ type: "SpecificResource", source: theme as never, purpose: "tagging" }],
    ...more,
  });
const quoting = (exact: string) => ({ selector: [{ type: "TextQuoteSelector" as const, exact }] });

/** A room's history: words, then removed words, then an entry of the server in `annotations`. */
function roomUpdate(words: string): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  const said = new Y.XmlElement("paragraph");
  const text = new Y.XmlText("TAKENBACK");
  said.insert(0, [text]);
  doc.getXmlFragment("note").insert(0, [said]);
  text.delete(0, text.length);
  text.insert(0, words, { bold: {} });
  doc.getMap("annotations").set("a", { words: "INTHEMAP" });
  return Y.encodeStateAsUpdate(doc);
}

async function write(store: Store, layer: Layer, note: string | null, made: readonly Annotation[]) {
  const room = roomKey({ text: TEXT.id, paragraph: "op1" as never, layer });
  const actor = SERVER;
  const bytes = note === null ? Y.encodeStateAsUpdate(new Y.Doc()) : roomUpdate(note);
  const annotations = made.map((one) => ({
    room,
    id: one.id,
    annotation: one,
    posted: "",
    creator: one.creator.id,
  }));
  await store.commit([{ room, after: 0, updates: [{ actor, time: NOW, bytes }], clients: [], annotations }]);
}

async function house() {
  const store = await openSqliteStore({ path: ":memory:", serve: false });
  await store.addDelegation({ slug: "norway", name: "Norway", colour: "#8a3f8f" });
  await store.addDelegation({ slug: "jordan", name: "Jordan", colour: "#1f6f8b" });
  await store.addMember({ id: MAREN, name: "Maren Olsen", role: "coordinator", delegation: "norway" });
  await store.addMember({ id: AMAL, name: "Amal Nasser", role: "editor", delegation: "jordan" });
  await store.setCodebook({
    themes: [
      {
        id: "gender" as never,
        name: "Gender",
        colour: { light: "#111111", dark: "#eeeeee" },
        definition: "",
        keyWords: [],
      },
    ],
  });
  const engine = {
    state: async (room: RoomKey) => {
      const { updates } = await store.loadRoom(room);
      return Y.mergeUpdates(updates.map((update) => update.bytes));
    },
  };
  return { store, engine };
}

type House = Awaited<ReturnType<typeof house>>;

async function exported(parts: House, format: ExportFormat, layers: readonly Layer[]): Promise<string> {
  const { body } = await exportText(parts, { text: TEXT, layers, format, now: NOW });
  return typeof body === "string" ? body : Buffer.from(body).toString("latin1");
}

/** Everything readable in it, also inside base64. */
const opened = (body: string): string =>
  body.replace(/"update": "([^"]*)"/g, (_, update: string) =>
    Buffer.from(update, "base64").toString("latin1"),
  );

describe("which words leave", () => {
  const planted: readonly (readonly [string, Layer])[] = [
    ["SHAREDWORD", SHARED],
    ["NORWAYWORD", NORWAY],
    ["JORDANWORD", JORDAN],
    ["MARENWORD", MARENS],
    ["AMALWORD", AMALS],
  ];

  async function plantedHouse(): Promise<House> {
    const parts = await house();
    for (const [word, layer] of planted)
      await write(parts.store, layer, `${word} in a note`, [annotation(`${word} in a comment`)]);
    return parts;
  }

  const formats = Object.keys(EXPORT_FORMATS) as ExportFormat[];
  it.each(formats)("%s holds the words of the chosen layers and of no other", async (format) => {
    const parts = await plantedHouse();
    const choices = [...planted.map(([, layer]) => [layer]), [SHARED, NORWAY, MARENS], []];
    for (const layers of choices) {
      const body = opened(await exported(parts, format, layers));
      for (const [word, layer] of planted)
        expect([word, body.includes(word)]).toEqual([word, layers.includes(layer)]);
    }
  });

  it.each(formats)("%s holds neither removed words nor, in a note's bytes, annotations", async (format) => {
    const body = opened(await exported(await plantedHouse(), format, [SHARED]));
    expect(body).not.toContain("TAKENBACK");
    expect(body).not.toContain("INTHEMAP");
  });
});

describe("JSON", () => {
  it("has the text as parsed with its id, annotations, notes and codebook", async () => {
    const parts = await house();
    const made = [annotation("One."), tag("gender", { status: "suggested", creator: APOSTIL })];
    await write(parts.store, SHARED, "A position.", made);
    const file = JSON.parse(await exported(parts, "json", [SHARED]));
    expect(Object.keys(file)).toEqual(["text", "annotations", "notes", "codebook"]);
    const { revision: _, edition: __, ...parsed } = TEXT;
    expect(file.text).toEqual(parsed);
    expect(file.annotations).toEqual(made);
    expect(file.notes).toMatchObject([{ paragraph: "op1", layer: "shared", markdown: "**A position.**\n" }]);
    expect(file.codebook.themes).toHaveLength(1);
  });

  it("holds a note as bytes that fill an empty document with the same note", async () => {
    const parts = await house();
    await write(parts.store, SHARED, "A position.", []);
    const file = JSON.parse(await exported(parts, "json", [SHARED]));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Buffer.from(file.notes[0].update, "base64"));
    expect(doc.getXmlFragment("note").toString()).toBe("<paragraph><bold>A position.</bold></paragraph>");
  });
});

describe("Markdown", () => {
  it("sets the text with its parts, and under a paragraph its tags, note and threads", async () => {
    const parts = await house();
    const root = annotation("Shall we cite the *Strategy*?", { target: quoting("integrate gender") });
    const answer = annotation("Yes.", { motivation: "replying", replyTo: root.id });
    await write(parts.store, SHARED, "Agreed.", [tag("gender", { target: quoting("gender") }), root, answer]);
    const own = annotation("Our line.", { layer: "norway", status: "resolved" });
    await write(parts.store, NORWAY, null, [own]);
    expect(await exported(parts, "md", [SHARED, NORWAY, MARENS])).toBe(
      `# A resolution

S/RES/1 (2026) · 2026-01-02

> Exported from Apostil, 2026-11-24 05:34 UTC. Layers: shared, Norway only, private (Maren Olsen only).

## Coverage

**C1** The Council met today.

## Preambular part

### Resolution

**PP1** Recalling its resolutions,

## Operative part

**OP1** Reiterates the call to integrate gender;

**Tags**

- **Gender**: Maren Olsen (Norway) on “gender”

**Note**

> **Agreed.**

**Comments**

- **Maren Olsen (Norway)** · ${minute(root)} · open

  > integrate gender

  Shall we cite the \\*Strategy\\*?

  - **Maren Olsen (Norway)** · ${minute(answer)}

    Yes.

**Comments · Norway only**

- **Maren Olsen (Norway)** · ${minute(own)} · resolved

  Our line.

**OP2** Decides to remain seized of the matter.
`,
    );
  });

  it("lists what people made: neither suggestions nor what was rejected", async () => {
    const parts = await house();
    await write(parts.store, SHARED, null, [
      tag("gender", { status: "suggested", creator: APOSTIL }),
      tag("gender", { status: "rejected", creator: APOSTIL }),
    ]);
    expect(await exported(parts, "md", [SHARED])).not.toContain("Gender");
  });

  it("shows words as words, whatever they look like", async () => {
    const parts = await house();
    const hostile =
      "# x\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![b](http://x/y.png) & | a | b |";
    await write(parts.store, SHARED, hostile, [
      annotation(hostile, { target: quoting("# gender") }),
      annotation("plain", { creator: { id: MAREN, name: "<b>*M*</b>", delegation: null } }),
    ]);
    const body = await exported(parts, "md", [SHARED]);
    const tree = JSON.stringify(fromMarkdown(body));
    for (const kind of ["html", "link", "image"]) expect(tree).not.toContain(`"type":"${kind}"`);
    expect(tree).toContain("<script>alert(1)</script>");
    expect(body.match(/^ *#+ /gm)).toEqual(["# ", "## ", "## ", "### ", "## "]);
  });

  it("shows a comment on several paragraphs under each of them, and keeps a reply whose thread is gone", async () => {
    const parts = await house();
    await write(parts.store, SHARED, null, [
      annotation("Both alike.", { target: [{ paragraph: "op1" as never }, { paragraph: "op2" as never }] }),
      annotation("Left alone.", {
        motivation: "replying",
        replyTo: "019a0000-0000-7000-8000-ffffffffffff" as never,
      }),
    ]);
    const [, first = "", second = ""] = (await exported(parts, "md", [SHARED])).split(/\*\*OP[12]\*\*/);
    expect(first).toContain("also on OP2");
    expect(first).toContain("Left alone.");
    expect(second).toContain("also on OP1");
    expect(second).toContain("Both alike.");
    expect(second).not.toContain("Left alone.");
  });
});

const minute = ({ created }: Annotation): string => `${created.slice(0, 10)} ${created.slice(11, 16)} UTC`;
