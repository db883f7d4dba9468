import type { MemberId, TextId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { type CommitOutcome, type RoomCommit, SERVER, type Store } from "../store/store.ts";
import { comment, House, nextId, ROOM, wordsOf } from "./test-house.ts";

/** A disk that a test holds up, or lets fail. */
class Gate {
  #waiting: (() => void)[] = [];
  #reached: (() => void)[] = [];
  closed = false;
  fails = false;

  readonly wrap = (store: Store): Store =>
    new Proxy(store, {
      get: (target, name: keyof Store) =>
        name === "commit" ? (batch: readonly RoomCommit[]) => this.#commit(target, batch) : target[name],
    });

  async #commit(store: Store, batch: readonly RoomCommit[]): Promise<CommitOutcome[]> {
    for (const reached of this.#reached.splice(0)) reached();
    if (this.closed) await new Promise<void>((open) => this.#waiting.push(open));
    if (this.fails) throw new Error("The disk is full");
    return store.commit(batch);
  }

  /** A commit has begun. */
  reached(): Promise<void> {
    return new Promise((resolve) => this.#reached.push(resolve));
  }

  open(): void {
    this.closed = false;
    for (const open of this.#waiting.splice(0)) open();
  }
}

describe("committed or nothing", () => {
  it("relays an edit only once it is on disk, and then says saved", async () => {
    const gate = new Gate();
    const house = await House.open(gate.wrap);
    const maren = await house.join("maren");
    const amal = await house.join("amal");
    gate.closed = true;
    const reached = gate.reached();
    maren.type("first");
    await reached;
    expect(amal.words).toBe("");
    expect(maren.saved).not.toContain(2);
    gate.open();
    await house.engine.close();
    expect(amal.words).toBe("first");
    expect(maren.saved.at(-1)).toBe(2);
    expect(wordsOf(await house.stored())).toBe("first");
  });

  it("answers a joiner from committed state alone, also when the commit then fails", async () => {
    const gate = new Gate();
    const house = await House.open(gate.wrap);
    const maren = await house.join("maren");
    gate.closed = true;
    const reached = gate.reached();
    maren.type("never stored");
    await reached;
    const amal = await house.connect("amal");
    amal.step1();
    gate.fails = true;
    gate.open();
    await house.engine.close();
    expect(amal.cursor).toBe(0);
    expect(amal.words).toBe("");
    expect(maren.closed?.code).toBe(1013);
    expect(maren.saved).not.toContain(2);
  });

  it("loses nothing of whom a failed commit sent away: the next vector asks for it again", async () => {
    const gate = new Gate();
    const house = await House.open(gate.wrap);
    const maren = await house.join("maren");
    gate.fails = true;
    maren.type("kept by its author");
    await house.engine.close();
    gate.fails = false;
    const again = await house.join("maren", maren.doc);
    expect(again.saved).toEqual([1]);
    expect(wordsOf(await house.stored())).toBe("kept by its author");
  });

  it("gives answer and subscription the same sequence: whoever joins during writes misses nothing", async () => {
    const house = await House.open();
    const maren = await house.join("maren");
    const joiners = [];
    for (let n = 0; n < 20; n++) {
      maren.type(`${n} `);
      const joiner = await house.connect(n % 2 ? "amal" : "rita");
      joiner.step1();
      joiners.push(joiner);
    }
    await house.engine.close();
    for (const joiner of joiners) expect(joiner.words).toBe(maren.words);
  });

  it("asks the rights once more inside the commit", async () => {
    const gate = new Gate();
    const house = await House.open(gate.wrap);
    const maren = await house.join("maren");
    const amal = await house.join("amal");
    gate.closed = true;
    const reached = gate.reached();
    maren.type("too late ");
    amal.type("in time ");
    await reached;
    await house.store.changeMember("maren" as MemberId, { role: "reader" });
    gate.open();
    await house.engine.close();
    expect(wordsOf(await house.stored())).toBe("in time ");
    expect(maren.closed?.code).toBe(1013);
    expect(amal.closed).toBeNull();
    expect(amal.words).toBe("in time ");
  });

  it("commits together what came while the last group was on its way", async () => {
    const gate = new Gate();
    const groups: number[] = [];
    const house = await House.open((store) =>
      gate.wrap(
        new Proxy(store, {
          get: (target, name: keyof Store) =>
            name === "commit"
              ? (batch: readonly RoomCommit[]) => {
                  groups.push(batch.flatMap(({ updates }) => updates).length);
                  return target.commit(batch);
                }
              : target[name],
        }),
      ),
    );
    const maren = await house.join("maren");
    gate.closed = true;
    const reached = gate.reached();
    maren.type("a");
    await reached;
    for (let n = 0; n < 30; n++) maren.type("b");
    gate.open();
    await house.engine.close();
    expect(groups).toEqual([1, 30]);
    expect(maren.saved.at(-1)).toBe(32);
  });
});

describe("what another process writes", () => {
  it("reaches the people in the room in order, and later writes build on it", async () => {
    const house = await House.open();
    const maren = await house.join("maren");
    maren.type("here ");
    await house.engine.close();
    const elsewhere = new Y.Doc();
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(await house.stored()));
    const before = Y.encodeStateVector(elsewhere);
    ((elsewhere.getXmlFragment("note").get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, "elsewhere ");
    const { seq } = await house.store.loadRoom(ROOM);
    const bytes = Y.encodeStateAsUpdate(elsewhere, before);
    await house.store.commit([
      {
        room: ROOM,
        after: seq,
        updates: [{ actor: SERVER, time: 1, bytes }],
        clients: [{ client: elsewhere.clientID, member: "amal" as MemberId }],
        annotations: [],
      },
    ]);
    maren.type("again ");
    await house.engine.close();
    expect(maren.words).toContain("elsewhere ");
    expect(wordsOf(await house.stored())).toBe(maren.words);
    expect(maren.closed).toBeNull();
  });
});

describe("saved", () => {
  it("counts deletions and frames without effect", async () => {
    const house = await House.open();
    const maren = await house.join("maren");
    maren.type("abc");
    ((maren.doc.getXmlFragment("note").get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 1);
    maren.send(Y.encodeStateAsUpdate(maren.doc));
    await house.engine.close();
    expect(maren.saved.at(-1)).toBe(4);
    expect(wordsOf(await house.stored())).toBe("bc");
  });

  it("is not said of a repetition whose original did not reach the disk", async () => {
    const gate = new Gate();
    const house = await House.open(gate.wrap);
    const maren = await house.join("maren");
    const second = await house.join("maren");
    gate.fails = true;
    maren.type("x");
    second.send(Y.encodeStateAsUpdate(maren.doc));
    await house.engine.close();
    expect(second.saved).toEqual([1]);
    expect(second.closed?.code).toBe(1013);
  });
});

describe("what a commit says of the note", () => {
  const note = async (house: House) => {
    const [facts] = await house.store.roomFacts("draft" as TextId, "shared", null);
    return facts?.note;
  };

  it("is whether it has words, now", async () => {
    const house = await House.open();
    const maren = await house.join("maren");
    maren.type("words");
    await house.engine.close();
    expect(await note(house)).toBe(true);
    maren.doc.getXmlFragment("note").delete(0, 1);
    await house.engine.close();
    expect(await note(house)).toBe(false);
    await house.engine.annotate(await house.actor("maren"), ROOM, {
      kind: "create",
      id: nextId(),
      fields: comment("of the paragraph"),
    });
    expect(await note(house)).toBe(false);
  });
});
