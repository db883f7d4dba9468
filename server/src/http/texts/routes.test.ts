import type { Annotation, Text } from "@apostil/shared/model";
import { beforeEach, describe, expect, it } from "vitest";
import { TextSchema, TextSummarySchema } from "../schemas.ts";
import { openTestHouse, problemIn, type TestHouse } from "../testing.ts";

const LETTER =
  "Draft resolution\n\nThe General Assembly,\n\nRecalling its resolution 60/1,\n\n1. Calls upon States to protect human rights;\n\n2. Decides to remain seized.\n";

let house: TestHouse;
let editor: string;
beforeEach(async () => {
  house = await openTestHouse();
  editor = await house.token("editor");
});

const importFile = (
  body: string | Uint8Array<ArrayBuffer>,
  { token = editor, name = "draft.txt", type = "text/plain" } = {},
) =>
  house.ask("POST", `/api/texts?name=${encodeURIComponent(name)}`, {
    token,
    body,
    headers: { "content-type": type },
  });

it("lists the library and gives a text as it was parsed", async () => {
  const list = (await (await house.ask("GET", "/api/texts", { token: editor })).json()) as unknown[];
  expect(TextSummarySchema.parse(list[0])).toMatchObject({ id: "sres2395", symbol: "S/RES/2395 (2017)" });
  const answer = await house.ask("GET", "/api/texts/sres2395", { token: editor });
  const text = TextSchema.parse(await answer.json());
  const ofKind = (kind: string) => text.paragraphs.filter((paragraph) => paragraph.kind === kind).length;
  expect([ofKind("coverage"), ofKind("preambular"), ofKind("operative")]).toEqual([12, 33, 33]);
});

it("gives the codebook", async () => {
  const { themes } = (await (await house.ask("GET", "/api/codebook", { token: editor })).json()) as {
    themes: { id: string }[];
  };
  expect(themes.map(({ id }) => id)).toContain("human-rights");
  expect(themes).toHaveLength(10);
});

describe("POST /api/texts", () => {
  it("splits a file into paragraphs and suggests themes", async () => {
    const answer = await importFile(LETTER);
    expect(answer.status).toBe(201);
    const text = TextSchema.parse(await answer.json());
    expect(answer.headers.get("location")).toBe(`/api/texts/${text.id}`);
    expect(text.paragraphs.map(({ label }) => label)).toEqual(expect.arrayContaining(["OP1", "OP2"]));
    const path = `/api/rooms/${text.id}/op1/shared/annotations`;
    const made = (await (await house.ask("GET", path, { token: editor })).json()) as Annotation[];
    expect(made).toMatchObject([{ status: "suggested", creator: { id: "apostil" } }]);
  });

  it("gives each text an id of its own", async () => {
    const ids = [];
    for (let count = 0; count < 3; count++) ids.push(((await (await importFile(LETTER)).json()) as Text).id);
    expect(ids).toEqual(["draft-resolution", "draft-resolution-2", "draft-resolution-3"]);
  });

  it.each([
    ["a picture", { type: "image/png", name: "a.png" }, "wrongType"],
    ["a Word document", { type: "application/octet-stream", name: "a.docx" }, "wrongType"],
    ["another encoding", { type: "text/plain; charset=utf-16" }, "wrongType"],
    ["no text", { body: " \n\n " }, "invalid"],
    ["bytes that are no UTF-8", { body: Uint8Array.of(0xc3, 0x28) }, "wrongType"],
    ["a binary file that says it is text", { body: "PK\0\0" }, "wrongType"],
  ])(
    "is 422 for %s",
    async (_, {
      body = LETTER,
      ...file
    }: { body?: string | Uint8Array<ArrayBuffer>; name?: string; type?: string }, code) => {
      expect(await problemIn(await importFile(body, file))).toMatchObject({ status: 422, code });
    },
  );

  it("is 413 for more than a book", async () => {
    expect(await problemIn(await importFile("x".repeat(2_200_000)))).toMatchObject({ status: 413 });
    const unread = await importFile("x".repeat(21_000_000));
    expect(await problemIn(unread)).toMatchObject({ status: 413 });
    expect(unread.headers.get("connection")).toBe("close");
  });

  it.each([
    ["paragraphs", "Each is short.\n\n".repeat(20_002)],
    ["lines", "a\n".repeat(1_000_000)],
  ])("is 413 for too many %s, and keeps nothing", async (of, body) => {
    expect(await problemIn(await importFile(body))).toMatchObject({
      status: 413,
      detail: expect.stringMatching(new RegExp(`^A text has at most [0-9]+,000 ${of}: `)),
    });
    expect(await house.texts.list()).toHaveLength(1);
  });

  it("is for editors and above", async () => {
    expect((await importFile(LETTER, { token: await house.token("commenter") })).status).toBe(403);
    expect((await house.ask("POST", "/api/texts", { body: LETTER })).status).toBe(401);
  });
});

describe("GET …/source", () => {
  it("gives the file back as a download", async () => {
    const text = (await (await importFile(LETTER, { name: '../é"x.txt' })).json()) as Text;
    const answer = await house.ask("GET", `/api/texts/${text.id}/source`, { token: editor });
    expect(await answer.text()).toBe(LETTER);
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="__x.txt"; filename*=UTF-8''%C3%A9%22x.txt`,
    );
  });
});

it("is 404 for a text that is not there, 401 for nobody", async () => {
  for (const path of ["/api/texts/nope", "/api/texts/NO%20ONE", "/api/texts/nope/source"]) {
    expect(await problemIn(await house.ask("GET", path, { token: editor }))).toMatchObject({ status: 404 });
    expect((await house.ask("GET", path)).status).toBe(401);
  }
});
