import { type Annotation, type ParagraphId, uuidv7 } from "@apostil/shared/model";
import type { Me, SummaryMessage } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestHouse, problemIn, START, type TestHouse } from "../testing.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.store.close());

const op = (number: number) => `op${number}` as ParagraphId;
const SUMMARY = "/api/texts/sres2395/summary";
const READ = "/api/texts/sres2395/read";

async function summaryFor(token: string): Promise<SummaryMessage> {
  const answer = await house.ask("GET", SUMMARY, { token });
  expect(answer.status).toBe(200);
  return (await answer.json()) as SummaryMessage;
}

async function comment(token: string, room: string): Promise<string> {
  const json = {
    id: uuidv7(START, crypto.getRandomValues(new Uint8Array(10))),
    motivation: "commenting",
    body: [{ type: "TextualBody", value: "xylophone", purpose: "commenting" }],
    target: {},
  };
  const answer = await house.ask("POST", `/api/rooms/sres2395/${room}/annotations`, { token, json });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as Annotation).created;
}

describe("GET /api/texts/:text/summary", () => {
  it("tells numbers of the layers that one reads, and nothing of others", async () => {
    const norway = await house.token("commenter", "Norway", "Ingrid");
    const japan = await house.token("commenter", "Japan", "Tomoko");
    await comment(norway, "op21/norway");
    await comment(norway, "op22/private");
    await comment(norway, "op23/shared");
    const [hers, theirs] = [await summaryFor(norway), await summaryFor(japan)];
    expect(hers.layers["norway"]?.[op(21)]).toMatchObject({ open: 1 });
    expect(hers.layers["private"]?.[op(22)]).toMatchObject({ open: 1 });
    expect(Object.keys(theirs.layers).sort()).toEqual(["japan", "private", "shared"]);
    expect(theirs.layers["shared"]?.[op(23)]).toMatchObject({ open: 1 });
    expect(JSON.stringify(theirs)).not.toMatch(/norway|xylophone/);
    expect(theirs.layers["shared"]?.[op(21)]?.open).toBeUndefined();
  });

  it("is for members, of texts that exist", async () => {
    expect((await house.ask("GET", SUMMARY)).status).toBe(401);
    const token = await house.token("reader");
    const problem = await problemIn(await house.ask("GET", "/api/texts/nowhere/summary", { token }));
    expect(problem).toMatchObject({ status: 404 });
  });
});

describe("PUT /api/texts/:text/read", () => {
  it("moves what counts as read, in a paragraph and in the whole text", async () => {
    const reader = await house.token("reader", "Japan", "Luis");
    const writer = await house.token("commenter");
    const mark = (json: unknown) => house.ask("PUT", READ, { token: reader, json });
    expect((await mark({ upTo: new Date(0).toISOString() })).status).toBe(204);
    await comment(writer, "op21/shared");
    const created = await comment(writer, "op22/shared");
    expect((await summaryFor(reader)).unread["shared"]).toEqual({ op21: 1, op22: 1 });
    house.wait(60_000_000_000_000);
    await mark({ upTo: created, paragraphs: ["op21"] });
    expect((await summaryFor(reader)).unread["shared"]).toEqual({ op22: 1 });
    await mark({ upTo: created });
    expect(await summaryFor(reader)).toMatchObject({ visited: true, unread: { shared: {} } });
  });

  it("marks nothing that is still to come", async () => {
    const [reader, writer] = [await house.token("reader"), await house.token("commenter")];
    await house.ask("PUT", READ, { token: reader, json: { upTo: "2999-01-01T00:00:00.000Z" } });
    const { whole } = await house.store.readMarks((await me(reader)).member.id, "sres2395" as never);
    expect(whole).toBe(START);
    expect(writer).not.toBe(reader);
  });

  it.each([
    [{}, 422],
    [{ upTo: "yesterday" }, 422],
    [{ upTo: "2026-01-01T00:00:00Z", paragraphs: [] }, 422],
    [{ upTo: "2026-01-01T00:00:00Z", paragraphs: ["op99"] }, 404],
    [{ upTo: "2026-01-01T00:00:00Z", paragraphs: ["../x"] }, 404],
  ])("refuses %j with %i", async (json, status) => {
    const token = await house.token("reader");
    const answer = await house.ask("PUT", READ, { token, json });
    expect([status, 400]).toContain(answer.status);
  });
});

const me = async (token: string) => (await (await house.ask("GET", "/api/me", { token })).json()) as Me;
