import type { MemberId, ParagraphId, TextId } from "@apostil/shared/model";
import { type RoomKey, readSummary, type SummaryMessage } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "../people/people.ts";
import { annotationOf, commitOf, rowOf } from "../store/contract/support.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { SERVER, type Store } from "../store/store.ts";
import { Summaries } from "./summaries.ts";

const TEXT = "treaty" as TextId;
const ANNA = "m-anna" as MemberId;
const op = (number: number) => `op${number}` as ParagraphId;

const viewer = (id: string, delegation: string | null): Viewer => ({
  member: { id: id as MemberId, name: id, role: "commenter", delegation },
  actor: { member: id as MemberId, version: 1, session: null },
});
const INGRID = viewer("m-ingrid", "norway");
const TOMOKO = viewer("m-tomoko", "japan");

let store: Store;
let summaries: Summaries;
beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", serve: false });
  summaries = new Summaries(store);
});
afterEach(async () => {
  summaries.close();
  await store.close();
});

/** Writes annotations, made by Anna at this time, into a room of its own sequence, and says so. */
let ids = 1;
async function write(
  room: string,
  change: Parameters<typeof annotationOf>[1] = {},
  created = 1_000,
): Promise<void> {
  const key = room as RoomKey;
  const { seq } = await store.loadRoom(key);
  const id = ids++;
  const annotation = annotationOf(id, { created: new Date(created).toISOString(), ...change });
  const annotations = [rowOf(id, { room: key, annotation })];
  await store.commit([commitOf(seq, [SERVER], { room: key, annotations })]);
  summaries.committed(key);
}

/** A page that watches, with what it was sent. */
function watching(who: Viewer, take: () => boolean = () => true) {
  const messages: SummaryMessage[] = [];
  const watch = summaries.watch(who, TEXT, (json) => {
    const isTaken = take();
    if (isTaken) messages.push(readSummary(json));
    return isTaken;
  });
  const next = (count: number) => vi.waitFor(() => expect(messages.length).toBeGreaterThanOrEqual(count));
  return { messages, watch, next };
}

describe("a summary", () => {
  it("counts what stands in the layers that its viewer reads, and in no other", async () => {
    await write("treaty/op1/shared");
    await write("treaty/op1/shared", { status: "resolved" });
    await write("treaty/op2/norway");
    await write("treaty/op3/private:m-ingrid", { motivation: "highlighting" });
    await write("treaty/op3/private:m-tomoko", { motivation: "highlighting" });
    const changed = new Date(0).toISOString();
    expect(await summaries.of(INGRID, TEXT)).toEqual({
      ...{ v: 1, text: TEXT, full: true, visited: false },
      layers: {
        shared: { op1: { open: 1, resolved: 1, changed } },
        norway: { op2: { open: 1, changed } },
        private: { op3: { highlights: 1, changed } },
      },
      unread: { shared: {}, norway: {}, private: {} },
    });
    const theirs = await summaries.of(TOMOKO, TEXT);
    expect(theirs.layers).toEqual({
      shared: { op1: { open: 1, resolved: 1, changed } },
      japan: {},
      private: { op3: { highlights: 1, changed } },
    });
    expect(JSON.stringify(theirs)).not.toContain("norway");
  });

  it("shows words in several paragraphs at each of them, and says whose room holds them", async () => {
    const target = [{ paragraph: op(1) }, { paragraph: op(7) }];
    await write("treaty/op1/shared", { target, paragraph: op(1) });
    const { layers } = await summaries.of(INGRID, TEXT);
    expect(layers["shared"]).toMatchObject({ op1: { open: 1 }, op7: { guests: { open: 1, from: ["op1"] } } });
    expect(layers["shared"]?.[op(7)]).not.toHaveProperty("open");
  });
});

describe("whoever watches", () => {
  it("gets the whole, and then what changes", async () => {
    await write("treaty/op1/shared");
    const page = watching(INGRID);
    await page.next(1);
    expect(page.messages[0]).toMatchObject({ full: true, layers: { shared: { op1: { open: 1 } } } });
    await write("treaty/op2/shared");
    await page.next(2);
    expect(page.messages[1]).toMatchObject({ full: false });
    expect(Object.keys(page.messages[1]?.layers["shared"] ?? {})).toEqual(["op2"]);
  });

  it("hears of many changes in few messages", async () => {
    const page = watching(INGRID);
    await page.next(1);
    for (let number = 1; number <= 50; number++) await write(`treaty/op${number}/shared`);
    await vi.waitFor(() => expect(JSON.stringify(page.messages)).toContain("op50"));
    expect(page.messages.length).toBeLessThan(10);
  });

  it("hears nothing at all of a layer of others", async () => {
    const ingrid = watching(INGRID);
    const tomoko = watching(TOMOKO);
    await Promise.all([ingrid.next(1), tomoko.next(1)]);
    await write("treaty/op1/norway");
    await write("treaty/op1/private:m-ingrid");
    await ingrid.next(3);
    await write("treaty/op9/shared");
    await tomoko.next(2);
    expect(tomoko.messages.map(({ layers }) => layers)).toMatchObject([{}, { shared: { op9: { open: 1 } } }]);
  });

  it("loses a layer with the delegation, before anything more of it is told", async () => {
    await write("treaty/op1/norway");
    const page = watching(INGRID);
    await page.next(1);
    page.watch.reconsider(viewer("m-ingrid", "japan"));
    await write("treaty/op2/norway");
    await page.next(2);
    expect(page.messages[1]).toMatchObject({ full: true, layers: { japan: {} } });
    await write("treaty/op3/shared");
    await page.next(3);
    expect(JSON.stringify(page.messages.slice(1))).not.toContain("norway");
  });

  it("gets the whole anew after not having read", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      let isOpen = false;
      const page = watching(INGRID, () => isOpen);
      await write("treaty/op1/shared");
      // longer than it is waited for; what was kept for it until then is dropped
      for (let passed = 0; passed < 30; passed++) await vi.advanceTimersByTimeAsync(100);
      isOpen = true;
      await vi.waitFor(async () => {
        await vi.advanceTimersByTimeAsync(500);
        expect(page.messages[0]).toMatchObject({ full: true, layers: { shared: { op1: { open: 1 } } } });
      });
    } finally {
      vi.useRealTimers();
    }
  });

  it("gets all of it in order from a line that takes one message at a time", async () => {
    const commits = Array.from({ length: 2_400 }, (_, number) => {
      const room = `treaty/op${number}/shared` as RoomKey;
      return commitOf(0, [SERVER], { room, annotations: [rowOf(9_000 + number, { room })] });
    });
    await store.commit(commits);
    let isFree = true;
    const page = watching(INGRID, () => {
      const isTaken = isFree;
      isFree = false;
      setTimeout(() => {
        isFree = true;
      }, 20);
      return isTaken;
    });
    await page.next(4);
    expect(page.messages.map(({ full }) => full)).toEqual([true, false, false, false]);
    const paragraphs = page.messages.flatMap(({ layers }) => Object.keys(layers["shared"] ?? {}));
    expect(new Set(paragraphs).size).toBe(2_400);
  });

  it("gets a large text in messages of bounded size", async () => {
    const commits = Array.from({ length: 1_200 }, (_, number) => {
      const room = `treaty/op${number}/shared` as RoomKey;
      return commitOf(0, [SERVER], { room, annotations: [rowOf(5_000 + number, { room })] });
    });
    await store.commit(commits);
    const page = watching(INGRID);
    await page.next(3);
    expect(page.messages.map(({ full }) => full)).toEqual([true, false, false]);
    expect(Math.max(...page.messages.map((message) => JSON.stringify(message).length))).toBeLessThan(150_000);
    const paragraphs = page.messages.flatMap(({ layers }) => Object.keys(layers["shared"] ?? {}));
    expect(new Set(paragraphs).size).toBe(1_200);
  });
});

describe("unread", () => {
  it("is nothing to whoever has never been here", async () => {
    await write("treaty/op1/shared");
    expect(await summaries.of(INGRID, TEXT)).toMatchObject({ visited: false, unread: { shared: {} } });
  });

  it("counts the comments and replies of others since the last visit", async () => {
    await summaries.markRead(INGRID.member.id, TEXT, 5_000, null);
    await write("treaty/op1/shared", {}, 4_999);
    await write("treaty/op1/shared", {}, 5_001);
    await write("treaty/op1/shared", { motivation: "replying" }, 5_002);
    await write("treaty/op1/shared", { motivation: "highlighting" }, 5_003);
    await write("treaty/op2/norway", {}, 5_003);
    const unread = { shared: { op1: 2 }, norway: { op2: 1 }, private: {} };
    expect(await summaries.of(INGRID, TEXT)).toMatchObject({ visited: true, unread });
    const own = viewer(ANNA, null);
    await summaries.markRead(ANNA, TEXT, 5_000, null);
    expect((await summaries.of(own, TEXT)).unread["shared"]).toEqual({});
  });

  it("goes down on every page of a member, and on nobody else's, when a paragraph was read", async () => {
    for (const { member } of [INGRID, TOMOKO]) await summaries.markRead(member.id, TEXT, 0, null);
    await write("treaty/op1/shared");
    const pages = [watching(INGRID), watching(INGRID)];
    const other = watching(TOMOKO);
    for (const page of [...pages, other]) await page.next(1);
    await summaries.markRead(INGRID.member.id, TEXT, 1_000, [op(1)]);
    for (const page of pages)
      expect(page.messages[1]).toMatchObject({ layers: {}, unread: { shared: { op1: 0 } } });
    expect(other.messages).toHaveLength(1);
    expect((await summaries.of(TOMOKO, TEXT)).unread["shared"]).toEqual({ op1: 1 });
  });
});
