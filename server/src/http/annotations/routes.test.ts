import type { Annotation } from "@apostil/shared/model";
import { beforeEach, describe, expect, it } from "vitest";
import { AnnotationSchema } from "../schemas.ts";
import { openTestHouse, problemIn, type TestHouse } from "../testing.ts";

const ID = "01940000-0000-7000-8000-000000000001";
const OP28 = "/api/rooms/sres2395/op28/shared/annotations";
const comment = (value = "Strong words.") => ({
  motivation: "commenting",
  body: [{ type: "TextualBody", value, purpose: "commenting" }],
  target: {},
});

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});

const post = (token: string | null, json: unknown, path = OP28) => house.ask("POST", path, { token, json });

const own = async (token: string, path = OP28): Promise<Annotation[]> => {
  const all = (await (await house.ask("GET", path, { token })).json()) as Annotation[];
  return all.filter(({ creator }) => creator.id !== "apostil");
};

describe("POST annotations", () => {
  it("makes one: 201, its address and its whole self", async () => {
    const token = await house.token("commenter", "Norway", "Kari");
    const answer = await post(token, { ...comment(), id: ID });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`${OP28}/${ID}`);
    const made = AnnotationSchema.parse(await answer.json());
    expect(made).toMatchObject({ id: ID, status: "open", paragraph: "op28", layer: "shared", revision: 1 });
    expect(made.creator).toMatchObject({ name: "Kari", delegation: "norway" });
    expect(await own(token)).toEqual([made]);
  });

  it("makes an id where none is given", async () => {
    const token = await house.token("commenter");
    const made = (await (await post(token, comment())).json()) as Annotation;
    expect(made.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it("is 200 when repeated, also after a patch, and 409 with other fields or by another member", async () => {
    const token = await house.token("commenter");
    await post(token, { ...comment(), id: ID });
    await house.ask("PATCH", `${OP28}/${ID}`, { token, json: { status: "resolved" } });
    const again = await post(token, { ...comment(), id: ID });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ status: "resolved" });
    expect((await post(token, { ...comment("Other words."), id: ID })).status).toBe(409);
    expect((await post(await house.token("editor"), { ...comment(), id: ID })).status).toBe(409);
  });

  it("ignores what only the server says", async () => {
    const token = await house.token("commenter");
    const claimed = { creator: { id: "x", name: "Eve", delegation: null }, created: 1, status: "resolved" };
    const answer = await post(token, { ...comment(), ...claimed, layer: "private", paragraph: "op1" });
    expect(answer.status).toBe(201);
    const made = (await answer.json()) as Annotation;
    expect(made).toMatchObject({ status: "open", layer: "shared", paragraph: "op28" });
    expect(made.creator.name).toBe("commenter");
  });

  it("takes exact words, and adds prefix, suffix and position", async () => {
    const token = await house.token("commenter");
    const target = { selector: [{ type: "TextQuoteSelector", exact: "integrate gender" }] };
    const made = (await (await post(token, { ...comment(), target })).json()) as Annotation;
    expect(made.target).toMatchObject({
      selector: [
        { type: "TextQuoteSelector", exact: "integrate gender", prefix: expect.any(String) },
        { type: "TextPositionSelector", start: expect.any(Number) },
      ],
    });
  });

  it.each([
    [
      "a quotation that is not there",
      { target: { selector: [{ type: "TextQuoteSelector", exact: "pizza" }] } },
    ],
    ["one that is there twice", { target: { selector: [{ type: "TextQuoteSelector", exact: "the" }] } }],
    ["a theme that the codebook lacks", { motivation: "tagging", body: [themeBody("pizza")] }],
    ["a reply to nothing", { motivation: "replying", replyTo: ID }],
    ["a comment without words", { body: [] }],
    ["too long a comment", { body: [{ type: "TextualBody", value: "x".repeat(10_001) }] }],
    ["too many bodies", { body: Array.from({ length: 21 }, () => ({ type: "TextualBody", value: "x" })) }],
    ["half a character", { body: [{ type: "TextualBody", value: "\ud800" }] }],
    ["a position that ends before it starts", { target: { selector: [position(5, 2)] } }],
  ])("is 422 for %s", async (_, fields) => {
    const answer = await post(await house.token("commenter"), { ...comment(), ...fields });
    expect(await problemIn(answer)).toMatchObject({ status: 422 });
  });

  it.each([
    ["no motivation", { motivation: undefined }],
    ["an unknown motivation", { motivation: "dancing" }],
    ["a body of another kind", { body: [{ type: "Video" }] }],
    ["a body that is no list", { body: "words" }],
    ["a target that is none", { target: 7 }],
    ["an id that is no UUID", { id: "one" }],
    ["a position that is no number", { target: { selector: [{ ...position(1, 2), start: "1" }] } }],
  ])("is 400 for %s", async (_, fields) => {
    const answer = await post(await house.token("commenter"), { ...comment(), ...fields });
    expect(await problemIn(answer)).toMatchObject({ status: 400, code: "notUnderstood" });
  });

  it.each([
    ["no JSON", "{nonsense", "application/json"],
    ["another type", "motivation=commenting", "application/x-www-form-urlencoded"],
    ["nothing", "", "application/json"],
  ])("is 400 for %s", async (_, body, type) => {
    const token = await house.token("commenter");
    const answer = await house.ask("POST", OP28, { token, body, headers: { "content-type": type } });
    expect(await problemIn(answer)).toMatchObject({ status: 400 });
  });

  it("is 413 beyond the limit", async () => {
    const token = await house.token("commenter");
    const answer = await post(token, { ...comment(), more: "x".repeat(1_100_000) });
    expect(await problemIn(answer)).toMatchObject({ status: 413, code: "tooLarge" });
    expect(answer.headers.get("connection")).toBe("close");
  });

  it("is 429 after a thousand at once, for that member alone and for a moment", async () => {
    const [one, other] = [
      await house.token("editor", null, "One"),
      await house.token("editor", null, "Other"),
    ];
    const path = "/api/rooms/sres2395/nope/shared/annotations";
    for (let count = 0; count < 1_000; count++) await house.ask("DELETE", `${path}/${ID}`, { token: one });
    const refused = await post(one, comment());
    expect(await problemIn(refused)).toMatchObject({ status: 429, code: "tooMany" });
    expect((await post(other, comment())).status).toBe(201);
    house.wait(1_000);
    expect((await post(one, comment())).status).toBe(201);
  });

  it("accepts a suggestion by a tagging of one's own", async () => {
    const token = await house.token("commenter");
    const all = (await (await house.ask("GET", OP28, { token })).json()) as Annotation[];
    const suggestion = all.find(
      ({ body }) => body[0]?.type === "SpecificResource" && body[0].source === "gender",
    );
    const answer = await post(token, { motivation: "tagging", accepts: suggestion?.id });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ accepts: suggestion?.id, body: [{ source: "gender" }] });
  });
});

describe("one annotation", () => {
  it("is read, patched and removed; then it is gone", async () => {
    const token = await house.token("commenter");
    await post(token, { ...comment(), id: ID });
    const path = `${OP28}/${ID}`;
    expect((await house.ask("GET", path, { token })).status).toBe(200);
    const json = { body: [{ type: "TextualBody", value: "Better." }] };
    const headers = { "content-type": "application/merge-patch+json" };
    const patched = await house.ask("PATCH", path, { token, json, headers });
    expect(patched.status).toBe(200);
    expect(await patched.json()).toMatchObject(json);
    expect((await house.ask("DELETE", path, { token })).status).toBe(204);
    for (const method of ["GET", "DELETE"])
      expect(await problemIn(await house.ask(method, path, { token }))).toMatchObject({ status: 410 });
    expect((await house.ask("PATCH", path, { token, json })).status).toBe(410);
    expect((await post(token, { ...comment(), id: ID })).status).toBe(410);
    expect(await own(token)).toEqual([]);
  });

  it("is 404 when there never was one, whatever its id looks like", async () => {
    const token = await house.token("commenter");
    for (const id of [ID, "nonsense"])
      expect(await problemIn(await house.ask("GET", `${OP28}/${id}`, { token }))).toMatchObject({
        status: 404,
      });
  });

  it("of somebody else is changed by nobody, and resolved by editors", async () => {
    await post(await house.token("commenter", null, "One"), { ...comment(), id: ID });
    const patch = (token: string, json: unknown) => house.ask("PATCH", `${OP28}/${ID}`, { token, json });
    const [other, editor] = [await house.token("commenter", null, "Other"), await house.token("editor")];
    expect((await patch(other, { status: "resolved" })).status).toBe(403);
    expect((await patch(editor, { body: [{ type: "TextualBody", value: "No." }] })).status).toBe(403);
    expect((await patch(editor, { status: "resolved" })).status).toBe(200);
    expect((await house.ask("DELETE", `${OP28}/${ID}`, { token: other })).status).toBe(403);
  });

  it("is patched with what a patch can hold only", async () => {
    const token = await house.token("commenter");
    await post(token, { ...comment(), id: ID });
    const patch = (json: unknown) => house.ask("PATCH", `${OP28}/${ID}`, { token, json });
    expect((await patch({ status: "gone" })).status).toBe(400);
    expect((await patch({ body: null })).status).toBe(422);
    expect((await patch({ creator: { name: "Eve" } })).status).toBe(200);
    expect((await own(token))[0]?.creator.name).toBe("commenter");
  });
});

describe("the order of refusals", () => {
  const rooms = (paragraph: string, layer: string) => `/api/rooms/sres2395/${paragraph}/${layer}/annotations`;

  it("asks for a session before anything", async () => {
    for (const path of [OP28, rooms("nope", "shared"), rooms("op28", "nobody")]) {
      expect(await problemIn(await house.ask("GET", path))).toMatchObject({ status: 401 });
      expect(await problemIn(await post(null, "nonsense", path))).toMatchObject({ status: 401 });
    }
  });

  it("asks for the layer before the paragraph and the body", async () => {
    const token = await house.token("coordinator", "Norway");
    await house.token("editor", "Sweden");
    for (const layer of ["sweden", "nobody", "NOT-A-LAYER", "_", "round-x", "shared "])
      for (const paragraph of ["op28", "nope"]) {
        const path = rooms(paragraph, encodeURIComponent(layer));
        const answers = [
          await house.ask("GET", path, { token }),
          await house.ask("GET", `${path}/${ID}`, { token }),
          await post(token, "nonsense", path),
        ];
        for (const answer of answers) expect(await problemIn(answer)).toMatchObject({ status: 403 });
      }
  });

  it("says the same of another's layer whether it is there or not", async () => {
    const token = await house.token("coordinator", "Norway");
    const swede = await house.token("editor", "Sweden");
    expect((await post(swede, comment("Secret."), rooms("op28", "sweden"))).status).toBe(201);
    const [there, nowhere] = await Promise.all(
      ["sweden", "nobody"].map((layer) => house.ask("GET", rooms("op28", layer), { token })),
    );
    expect(await there?.text()).toBe(await nowhere?.text());
  });

  it("asks for the role before the paragraph and the body", async () => {
    const token = await house.token("reader");
    expect((await post(token, "nonsense")).status).toBe(403);
    expect((await post(token, comment(), rooms("nope", "shared"))).status).toBe(403);
    expect((await house.ask("DELETE", `${OP28}/${ID}`, { token })).status).toBe(403);
    expect((await house.ask("GET", OP28, { token })).status).toBe(200);
    expect((await post(token, comment(), rooms("op28", "private"))).status).toBe(201);
  });

  it("then says what is not there", async () => {
    const token = await house.token("commenter");
    const paths = [rooms("nope", "shared"), rooms("_", "shared"), rooms("OP28", "shared")];
    for (const path of [...paths, "/api/rooms/nope/op28/private/annotations"])
      expect(await problemIn(await house.ask("GET", path, { token }))).toMatchObject({ status: 404 });
  });

  it("keeps what is private from everybody else", async () => {
    const [one, other] = [
      await house.token("editor", null, "One"),
      await house.token("coordinator", null, "Two"),
    ];
    const path = rooms("op28", "private");
    expect((await post(one, { ...comment("Mine."), id: ID }, path)).status).toBe(201);
    expect(await (await house.ask("GET", path, { token: other })).json()).toEqual([]);
    expect((await post(other, { ...comment("Mine, too."), id: ID }, path)).status).toBe(201);
    expect(await own(one, path)).toMatchObject([{ body: [{ value: "Mine." }], layer: "private" }]);
  });
});

function themeBody(source: string) {
  return { type: "SpecificResource", source, purpose: "tagging" };
}

function position(start: number, end: number) {
  return { type: "TextPositionSelector", start, end };
}
