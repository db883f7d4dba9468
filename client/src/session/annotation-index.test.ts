import type { Annotation, ParagraphId, TextId } from "@apostil/shared/model";
import type { RoomName } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { AnnotationIndex } from "./annotation-index.ts";
import { Listeners } from "./listeners.ts";
import type { RoomHandle } from "./room-handle.ts";
import { annotation } from "./samples.ts";

const ids = (...names: readonly string[]) => names as unknown as readonly ParagraphId[];
const [OP1, OP2] = ids("op1", "op2") as readonly [ParagraphId, ParagraphId];

/** Rooms that hold what they are told. */
class FakeRooms {
  readonly lists = new Map<RoomName, readonly Annotation[]>();
  readonly #changes = new Map<RoomName, Listeners>();
  used = 0;

  use(name: RoomName): RoomHandle {
    this.used++;
    const changes = this.#changes.get(name) ?? new Listeners();
    this.#changes.set(name, changes);
    const nothing: readonly Annotation[] = [];
    return {
      annotations: () => this.lists.get(name) ?? nothing,
      subscribe: changes.subscribe,
      release: () => this.used--,
    } as unknown as RoomHandle;
  }
  set(name: RoomName, ...annotations: readonly Annotation[]): void {
    this.lists.set(name, annotations);
    this.touch(name);
  }
  touch(name: RoomName): void {
    this.#changes.get(name)?.notify();
  }
}

function open(rooms: FakeRooms, paragraphs = ids("op1", "op2", "op3"), layers = ["shared", "private"]) {
  const index = new AnnotationIndex({
    text: "t" as TextId,
    paragraphs,
    layers,
    use: (name) => rooms.use(name),
  });
  let calls = 0;
  index.subscribe(() => calls++);
  return { index, calls: () => calls };
}
const tick = () => Promise.resolve();

describe("annotations by paragraph", () => {
  it("join the layers in order of creation", async () => {
    const rooms = new FakeRooms();
    rooms.set("t/op1/shared", annotation("late", { created: "2026-05-01" }));
    const { index } = open(rooms);
    expect(
      index
        .get()
        .get(OP1)
        ?.map(({ id }) => id),
    ).toEqual(["late"]);
    rooms.set("t/op1/private", annotation("early", { created: "2026-04-01" }));
    await tick();
    expect(
      index
        .get()
        .get(OP1)
        ?.map(({ id }) => id),
    ).toEqual(["early", "late"]);
  });

  it("leave every other list as it is, and tell once what happened in one tick", async () => {
    const rooms = new FakeRooms();
    rooms.set("t/op1/shared", annotation("a"));
    const { index, calls } = open(rooms);
    const before = index.get();
    rooms.set("t/op2/shared", annotation("b", { paragraph: OP2 }));
    rooms.set("t/op2/private", annotation("c", { paragraph: OP2 }));
    expect(calls()).toBe(0);
    await tick();
    expect(calls()).toBe(1);
    expect(index.get()).not.toBe(before);
    expect(index.get().get(OP1)).toBe(before.get(OP1));
    expect(index.get().get(OP2)).toHaveLength(2);
  });

  it("say nothing when a room changed in something else", async () => {
    const rooms = new FakeRooms();
    rooms.set("t/op1/shared", annotation("a"));
    const { index, calls } = open(rooms);
    const before = index.get();
    rooms.touch("t/op1/shared");
    await tick();
    expect(calls()).toBe(0);
    expect(index.get()).toBe(before);
  });

  it("stand in every paragraph that they speak of, and leave it with their last word there", async () => {
    const rooms = new FakeRooms();
    const { index } = open(rooms);
    const both = annotation("a", { target: [{ paragraph: OP1 }, { paragraph: OP2 }] });
    rooms.set("t/op1/shared", both);
    await tick();
    expect([OP1, OP2].map((paragraph) => index.get().get(paragraph))).toEqual([[both], [both]]);
    rooms.set("t/op1/shared", annotation("a"));
    await tick();
    expect([...index.get().keys()]).toEqual(["op1"]);
    rooms.set("t/op1/shared");
    await tick();
    expect(index.get().size).toBe(0);
  });

  it("open each room once and give all back", () => {
    const rooms = new FakeRooms();
    const { index } = open(rooms);
    expect(rooms.used).toBe(6);
    index.close();
    expect(rooms.used).toBe(0);
  });
});
