import { asMemberId, may, type Text, targetIn, themeOf, wordsOf } from "@apostil/shared/model";
import { roomOfKey } from "@apostil/shared/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../engine/core.ts";
import { exportText } from "../export/export.ts";
import { keyOf } from "../people/tokens.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { BUNDLED_TEXT, Texts } from "../texts/texts.ts";
import { type DemoSignIn, fillDemo } from "./fill.ts";

const NOW = Date.UTC(2026, 10, 24, 9, 0);

async function filled() {
  const store = await openSqliteStore({ path: ":memory:", serve: false });
  const engine = await createEngine(store);
  const texts = new Texts(store, engine);
  await texts.ensureBundled();
  const text = (await texts.text(BUNDLED_TEXT)) as Text;
  const signIns = await fillDemo({ store, engine }, { text, now: NOW });
  const rooms = await store.roomsOfText(text.id);
  const annotations = (
    await Promise.all(
      rooms.map(async (room) =>
        (await store.annotations([room])).map((annotation) => ({ room, annotation })),
      ),
    )
  ).flat();
  return { store, engine, text, signIns, rooms, annotations };
}

/** What people made in it, in a layer that everybody sees. */
const sharedOf = ({ annotations }: Awaited<ReturnType<typeof filled>>) =>
  annotations
    .map(({ annotation }) => annotation)
    .filter(({ layer, creator }) => layer === "shared" && creator.id.startsWith("demo-"));

describe("the demo", () => {
  let house: Awaited<ReturnType<typeof filled>>;
  beforeAll(async () => {
    house = await filled();
  });

  it("has a dozen threads, open and resolved, with replies", () => {
    const shared = sharedOf(house);
    const threads = shared.filter(({ motivation }) => motivation === "commenting");
    expect(threads.length).toBeGreaterThanOrEqual(12);
    expect(new Set(threads.map(({ status }) => status))).toEqual(new Set(["open", "resolved"]));
    const roots = new Set(threads.map(({ id }) => id));
    const replies = shared.filter(({ motivation }) => motivation === "replying");
    expect(replies.length).toBeGreaterThanOrEqual(12);
    for (const { replyTo } of replies) expect(roots).toContain(replyTo);
  });

  it("keeps everyone where the rights let them be", async () => {
    for (const { room, annotation } of house.annotations) {
      if (!annotation.creator.id.startsWith("demo-")) continue;
      const member = await house.store.member(asMemberId(annotation.creator.id) ?? annotation.creator.id);
      expect(member && may(member, { do: "annotate", layer: roomOfKey(room).layer })).toBe(true);
      expect(annotation.creator).toEqual({
        id: member?.id,
        name: member?.name,
        delegation: member?.delegation,
      });
    }
    const layers = new Set(house.rooms.map((room) => roomOfKey(room).layer.kind));
    expect(layers).toEqual(new Set(["shared", "delegation", "private"]));
  });

  it("quotes the words that stand there", () => {
    for (const { annotation } of house.annotations) {
      const words = house.text.paragraphs.find(({ id }) => id === annotation.paragraph)?.text ?? "";
      const selectors = targetIn(annotation, annotation.paragraph)?.selector ?? [];
      const quote = selectors.find((selector) => selector.type === "TextQuoteSelector");
      const position = selectors.find((selector) => selector.type === "TextPositionSelector");
      if (quote || position) expect(words.slice(position?.start, position?.end)).toBe(quote?.exact);
    }
  });

  it("tells a history: nothing comes from the future, and a reply comes after its thread", () => {
    const created = new Map(house.annotations.map(({ annotation }) => [annotation.id, annotation.created]));
    for (const annotation of sharedOf(house)) {
      expect(annotation.modified < new Date(NOW).toISOString()).toBe(true);
      expect(annotation.modified >= annotation.created).toBe(true);
      if (annotation.replyTo)
        expect(annotation.created > (created.get(annotation.replyTo) ?? "~")).toBe(true);
    }
    const settled = sharedOf(house).filter(({ status }) => status === "resolved");
    for (const { id, modified } of settled)
      for (const reply of sharedOf(house).filter(({ replyTo }) => replyTo === id))
        expect(reply.created < modified).toBe(true);
  });

  it("has themes of the codebook by several coders, accepted suggestions and open ones", async () => {
    const known = new Set((await house.store.codebook()).themes.map(({ id }) => id));
    const tags = sharedOf(house).filter((annotation) => themeOf(annotation) !== null);
    for (const tag of tags) expect(known).toContain(themeOf(tag));
    const coders = Map.groupBy(tags, (tag) => tag.paragraph);
    expect(new Set(coders.get("op28" as never)?.map(({ creator }) => creator.id)).size).toBe(4);
    const accepted = new Set(tags.flatMap(({ accepts }) => accepts ?? []));
    const suggested = house.annotations.filter(({ annotation }) => annotation.status === "suggested");
    expect(accepted.size).toBeGreaterThanOrEqual(5);
    expect(suggested.some(({ annotation }) => !accepted.has(annotation.id))).toBe(true);
    for (const id of accepted) expect(suggested.map(({ annotation }) => annotation.id)).toContain(id);
  });

  it("signs the coordinator and one person of each delegation in", async () => {
    expect(house.signIns.map(({ member }) => member.delegation)).toEqual([null, "norway", "jordan", "ghana"]);
    for (const { token, member } of house.signIns)
      expect((await house.store.session(keyOf(token), NOW))?.member).toMatchObject(member);
  });

  it("is the same house each time, and filling it twice adds nothing", async () => {
    const { store, engine, text } = house;
    await fillDemo({ store, engine }, { text, now: NOW });
    const other = await filled();
    const rooms = await store.roomsOfText(text.id);
    expect(rooms).toEqual(other.rooms);
    const peoples = async (from: typeof store) =>
      (await from.annotations(rooms)).filter(({ creator }) => creator.id.startsWith("demo-"));
    expect(await peoples(store)).toEqual(await peoples(other.store));
  });

  it("exports notes with their formatting", async () => {
    const body = await exported(house.signIns[1], "md");
    expect(body).toContain("> ### What is new");
    expect(body).toContain("[A/RES/60/288](https://undocs.org/A/RES/60/288)");
    expect(body).toContain("**Note · Norway only**\n\n> **Line to take:** we welcome");
  });

  it.each(["md", "json"] as const)("exports %s for a member without a word of others", async (format) => {
    for (const signIn of house.signIns) {
      const body = await exported(signIn, format);
      const plain = (words: string) => words.replace(/[^\p{L}]/gu, "");
      for (const { room, annotation } of house.annotations) {
        if (themeOf(annotation) !== null || annotation.body.length === 0) continue;
        const readable = may(signIn.member, { do: "read", layer: roomOfKey(room).layer });
        const said = plain(wordsOf(annotation));
        expect([said, plain(body).includes(said)]).toEqual([said, readable]);
      }
    }
  });

  async function exported(signIn: DemoSignIn | undefined, format: "md" | "json"): Promise<string> {
    const { store, engine, text } = house;
    if (!signIn) throw new Error("Nobody to export for");
    const { member } = signIn;
    const layers = [
      { kind: "shared" },
      ...(member.delegation ? [{ kind: "delegation", slug: member.delegation } as const] : []),
      { kind: "private", member: member.id },
    ] as const;
    const { body } = await exportText({ store, engine }, { text, layers, format, now: NOW });
    return String(body);
  }
});
