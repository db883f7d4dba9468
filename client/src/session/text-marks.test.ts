import type { Annotation, ParagraphId, TextId } from "@apostil/shared/model";
import type { LayerSummary, RoomName, SummaryMessage } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { Listeners } from "./listeners.ts";
import type { RoomHandle } from "./room-handle.ts";
import { annotation } from "./samples.ts";
import { TextMarks } from "./text-marks.ts";

const ids = (...names: readonly string[]) => names as unknown as readonly ParagraphId[];
const [OP1, OP2, OP3] = ids("op1", "op2", "op3") as readonly [ParagraphId, ParagraphId, ParagraphId];

/** Rooms that hold what they are told, in sync once they have been told anything. */
class FakeRooms {
  readonly #lists = new Map<RoomName, readonly Annotation[]>();
  readonly #changes = new Map<RoomName, Listeners>();
  readonly used: RoomName[] = [];

  use(name: RoomName): RoomHandle {
    this.used.push(name);
    const changes = this.#changes.get(name) ?? new Listeners();
    this.#changes.set(name, changes);
    const nothing: readonly Annotation[] = [];
    const lists = this.#lists;
    return {
      annotations: () => lists.get(name) ?? nothing,
      get state() {
        return lists.has(name) ? "live" : "connecting";
      },
      subscribe: changes.subscribe,
      release: () => this.used.splice(this.used.indexOf(name), 1),
    } as unknown as RoomHandle;
  }
  set(name: RoomName, ...annotations: readonly Annotation[]): void {
    this.#lists.set(name, annotations);
    this.touch(name);
  }
  touch(name: RoomName): void {
    this.#changes.get(name)?.notify();
  }
}

const layersOf = (shared: Record<string, unknown>) => ({ shared: shared as LayerSummary });
const said = (change: Partial<SummaryMessage>): SummaryMessage => ({
  ...{ v: 1, text: "t" as TextId, full: false, layers: {}, unread: {}, visited: true },
  ...change,
});

function open(rooms: FakeRooms, first: SummaryMessage | null = null) {
  let take: (json: string) => void = () => {};
  const waiting: (() => void)[] = [];
  let now = 0;
  const marks = new TextMarks({
    ...{ text: "t" as TextId, layers: ["shared", "private"], first },
    clock: {
      now: () => (now += 1_000),
      later: (run) => {
        waiting.push(run);
        return () => waiting.splice(waiting.indexOf(run), 1);
      },
    },
    source: {
      watchText: (_text, given) => {
        take = given;
        return () => {};
      },
    },
    use: (name) => rooms.use(name),
  });
  let calls = 0;
  marks.subscribe(() => calls++);
  return {
    marks,
    calls: () => calls,
    tell: (change: Partial<SummaryMessage>) => take(JSON.stringify(said(change))),
    near: (...paragraphs: readonly ParagraphId[]) => marks.setNear(new Set(paragraphs)),
    later: () => waiting.shift()?.(),
    at: (paragraph: ParagraphId) => marks.get().paragraphs.get(paragraph),
  };
}
const tick = () => Promise.resolve();
const idsOf = (list: readonly Annotation[] | undefined) => list?.map(({ id }) => id);

describe("where somebody reads", () => {
  it("annotations of all layers stand in order of creation", async () => {
    const rooms = new FakeRooms();
    const { near, at } = open(rooms);
    near(OP1);
    rooms.set("t/op1/shared", annotation("late", { created: "2026-05-01" }));
    await tick();
    expect(idsOf(at(OP1)?.annotations)).toEqual(["late"]);
    rooms.set("t/op1/private", annotation("early", { created: "2026-04-01" }));
    await tick();
    expect(idsOf(at(OP1)?.annotations)).toEqual(["early", "late"]);
    expect(at(OP1)).toMatchObject({ counts: { open: 2 }, isHere: true });
  });

  it("a change leaves all other paragraphs as they are, and is told once a tick", async () => {
    const rooms = new FakeRooms();
    const { near, at, calls } = open(rooms);
    near(OP1, OP2);
    rooms.set("t/op1/shared", annotation("a"));
    await tick();
    const [before, told] = [at(OP1), calls()];
    rooms.set("t/op2/shared", annotation("b", { paragraph: OP2 }));
    rooms.set("t/op2/private", annotation("c", { paragraph: OP2 }));
    rooms.touch("t/op1/shared");
    await tick();
    expect(calls()).toBe(told + 1);
    expect(at(OP1)).toBe(before);
    expect(at(OP2)?.annotations).toHaveLength(2);
    rooms.touch("t/op1/shared");
    await tick();
    expect(calls()).toBe(told + 1);
  });

  it("words in several paragraphs stand in each, and count once in the whole", async () => {
    const rooms = new FakeRooms();
    const { near, at, marks } = open(rooms);
    near(OP1, OP2);
    const both = annotation("a", { target: [{ paragraph: OP1 }, { paragraph: OP2 }] });
    rooms.set("t/op1/shared", both);
    await tick();
    for (const paragraph of [OP1, OP2])
      expect(at(paragraph)).toMatchObject({ annotations: [both], counts: { open: 1 } });
    expect(marks.get().totals).toEqual({ open: 1 });
    rooms.set("t/op1/shared", annotation("a"));
    await tick();
    expect(at(OP2)).toBeUndefined();
  });

  it("rooms are opened a few at a time, each once, and given back", () => {
    const rooms = new FakeRooms();
    const { near, later, marks } = open(rooms);
    near(...ids(...Array.from({ length: 20 }, (_, number) => `op${number}`)));
    expect(rooms.used.length).toBeLessThan(40);
    for (let left = 0; left < 10; left++) later();
    expect(new Set(rooms.used).size).toBe(40);
    expect(rooms.used).toHaveLength(40);
    near(OP3);
    expect(rooms.used.sort()).toEqual(["t/op3/private", "t/op3/shared"]);
    marks.close();
    expect(rooms.used).toEqual([]);
  });
});

describe("where nobody reads", () => {
  const first = said({
    full: true,
    layers: layersOf({ op1: { open: 2, replies: 1 }, op3: { note: true, changed: "2026-01-01" } }),
    unread: { shared: { [OP1]: 1 } },
  });

  it("the summary says how much there is, before any room is open", () => {
    const { at, marks } = open(new FakeRooms(), first);
    expect(at(OP1)).toEqual({
      ...{ annotations: [], counts: { open: 2, replies: 1 } },
      ...{ unread: 1, notes: 0, isHere: false },
    });
    expect(at(OP3)).toMatchObject({ notes: 1, isHere: true });
    expect(marks.get()).toMatchObject({ totals: { open: 2, replies: 1 }, unread: 1, visited: true });
  });

  it("changes are taken in, and another whole replaces all", async () => {
    const { at, tell, marks } = open(new FakeRooms(), first);
    const before = at(OP3);
    tell({ layers: layersOf({ op1: null, op2: { highlights: 1 } }), unread: { shared: { [OP1]: 0 } } });
    await tick();
    expect(at(OP1)).toBeUndefined();
    expect(at(OP2)?.counts).toEqual({ highlights: 1 });
    expect(at(OP3)).toBe(before);
    tell({ full: true, layers: layersOf({ op1: { open: 1 } }) });
    await tick();
    expect([...marks.get().paragraphs.keys()]).toEqual(["op1"]);
  });

  it("a room that is in sync knows better than the summary; without it the summary counts again", async () => {
    const rooms = new FakeRooms();
    const { near, at } = open(rooms, first);
    near(OP1);
    await tick();
    expect(at(OP1)).toMatchObject({ counts: { open: 2 }, isHere: false });
    rooms.set("t/op1/shared");
    rooms.set("t/op1/private", annotation("a"));
    await tick();
    expect(at(OP1)).toMatchObject({ counts: { open: 1 }, isHere: true });
    near();
    await tick();
    expect(at(OP1)).toMatchObject({ counts: { open: 2, replies: 1 }, annotations: [], isHere: false });
  });

  it("the room of a far paragraph is opened when it holds words of one that is near", async () => {
    const rooms = new FakeRooms();
    const { near, at, tell } = open(rooms);
    near(OP2);
    tell({ layers: layersOf({ op1: { open: 1 }, op2: { guests: { open: 1, from: ["op1"] } } }) });
    await tick();
    expect(at(OP2)).toMatchObject({ counts: { open: 1 }, annotations: [], isHere: false });
    expect(rooms.used).toContain("t/op1/shared");
    rooms.set("t/op1/shared", annotation("a", { target: [{ paragraph: OP1 }, { paragraph: OP2 }] }));
    rooms.set("t/op2/shared");
    await tick();
    expect(idsOf(at(OP2)?.annotations)).toEqual(["a"]);
    expect(at(OP2)).toMatchObject({ counts: { open: 1 }, isHere: true });
  });
});
