import type { MemberId } from "@apostil/shared/model";
import { readMessage } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { type Participant, RoomAwareness } from "./awareness.ts";
import { readEntries, writeEntries } from "./awareness-codec.ts";
import { stamp } from "./presence-state.ts";

/** A stock client: sends its own state, and repeats whatever it receives. */
class Person implements Participant {
  readonly member: MemberId;
  readonly awareness = new Awareness(new Y.Doc());
  readonly received: { client: number; clock: number; state: string }[] = [];
  readonly #room: RoomAwareness<Person>;
  sent = 0;

  constructor(room: RoomAwareness<Person>, name: string, client?: number) {
    this.#room = room;
    this.member = name as MemberId;
    this.awareness.setLocalState(null);
    if (client !== undefined) {
      this.awareness.clientID = client;
      this.awareness.doc.clientID = client;
    }
    this.awareness.on("update", (changes: { added: number[]; updated: number[]; removed: number[] }) => {
      this.say(encodeAwarenessUpdate(this.awareness, Object.values(changes).flat()));
    });
  }

  readonly stamp = (state: unknown) =>
    stamp(
      state,
      { id: this.member, name: this.member.toUpperCase(), role: "editor", delegation: null },
      null,
    );

  isReading = true;

  tell = (message: Uint8Array): boolean => {
    if (!this.isReading) return false;
    this.sent++;
    const read = readMessage(message);
    if (read.type !== "awareness") throw new Error("Not presence");
    this.received.push(...readEntries(read.entries));
    applyAwarenessUpdate(this.awareness, read.entries, "server");
    return true;
  };

  say(entries: Uint8Array): void {
    this.#room.receive(this, entries);
  }

  sees(other: Person): unknown {
    return this.awareness.getStates().get(other.awareness.clientID);
  }
}

describe("presence in a room", () => {
  const here = new Set<Person>();
  const owners = new Map<number, MemberId>();
  let room: RoomAwareness<Person>;
  const enter = (name: string, client?: number): Person => {
    const person = new Person(room, name, client);
    here.add(person);
    room.greet(person);
    return person;
  };
  const settle = () => vi.advanceTimersByTimeAsync(1_000);

  beforeEach(() => {
    vi.useFakeTimers();
    here.clear();
    owners.clear();
    room = new RoomAwareness({
      participants: () => here,
      stamp: (from, state) => from.stamp(state),
      ownerOf: async (client) => owners.get(client) ?? null,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("shows a person to the others with the name that the server knows, and known fields only", async () => {
    const maren = enter("maren");
    const amal = enter("amal");
    maren.awareness.setLocalState({
      user: { name: "Somebody else" },
      paragraph: "op21",
      secret: "unsaved words",
    });
    await settle();
    expect(amal.sees(maren)).toEqual({
      user: { id: "maren", name: "MAREN", delegation: null, color: "#5d5a54" },
      paragraph: "op21",
    });
  });

  it("never sends a connection its own state, and drops what others repeat", async () => {
    const maren = enter("maren");
    const amal = enter("amal");
    const kofi = enter("kofi");
    maren.awareness.setLocalState({ paragraph: "op1" });
    await settle();
    const rounds = amal.sent;
    await settle();
    expect(amal.sent).toBe(rounds);
    expect(maren.received).toEqual([]);
    expect(kofi.sees(maren)).toMatchObject({ user: { name: "MAREN" } });
  });

  it("lets nobody speak for another who is there", async () => {
    const maren = enter("maren");
    const amal = enter("amal");
    const kofi = enter("kofi");
    maren.awareness.setLocalState({ paragraph: "op1" });
    await settle();
    amal.say(
      writeEntries([
        { client: maren.awareness.clientID, clock: 99, state: JSON.stringify({ paragraph: "op2" }) },
      ]),
    );
    amal.say(writeEntries([{ client: maren.awareness.clientID, clock: 100, state: "null" }]));
    await settle();
    expect(kofi.sees(maren)).toMatchObject({ paragraph: "op1", user: { name: "MAREN" } });
  });

  it("gives an id to the member who writes under it, whoever announced it first", async () => {
    const fay = enter("fay");
    const ed = enter("ed", 7);
    const amal = enter("amal");
    owners.set(7, ed.member);
    fay.say(writeEntries([{ client: 7, clock: 1, state: JSON.stringify({ paragraph: "op2" }) }]));
    await settle();
    expect(amal.sees(ed)).toBeUndefined();
    owners.delete(7);
    fay.say(writeEntries([{ client: 7, clock: 2, state: JSON.stringify({ paragraph: "op2" }) }]));
    await settle();
    owners.set(7, ed.member);
    ed.awareness.setLocalState({ paragraph: "op1" });
    await settle();
    expect(amal.sees(ed)).toMatchObject({ paragraph: "op1", user: { name: "ED" } });
    fay.say(writeEntries([{ client: 7, clock: 3, state: JSON.stringify({ paragraph: "op2" }) }]));
    await settle();
    expect(amal.sees(ed)).toMatchObject({ paragraph: "op1" });
  });

  it("tells a newcomer who is here, and everybody who leaves", async () => {
    const maren = enter("maren");
    maren.awareness.setLocalState({ paragraph: "op1" });
    await settle();
    const amal = enter("amal");
    expect(amal.sees(maren)).toMatchObject({ paragraph: "op1" });
    here.delete(maren);
    room.leave(maren);
    await settle();
    expect(amal.sees(maren)).toBeUndefined();
  });

  it("lets a new socket take over from the old one, whose end then changes nothing", async () => {
    const old = enter("maren", 5);
    const amal = enter("amal");
    old.awareness.setLocalState({ paragraph: "op1" });
    await settle();
    const again = enter("maren", 5);
    again.awareness.setLocalState({ paragraph: "op2" });
    await settle();
    here.delete(old);
    room.leave(old);
    await settle();
    expect(amal.sees(again)).toMatchObject({ paragraph: "op2" });
    again.awareness.setLocalState({ paragraph: "op3" });
    await settle();
    expect(amal.sees(again)).toMatchObject({ paragraph: "op3" });
  });

  it("sends clocks that rise, also when a client begins again at 0", async () => {
    const first = enter("maren", 5);
    const amal = enter("amal");
    for (let n = 0; n < 5; n++) first.awareness.setLocalState({ paragraph: `op${n + 1}` });
    await settle();
    here.delete(first);
    room.leave(first);
    await settle();
    const second = enter("maren", 5);
    second.awareness.setLocalState({ paragraph: "op9" });
    await settle();
    const clocks = amal.received.map(({ clock }) => clock);
    expect(clocks).toEqual([...new Set(clocks)].sort((a, b) => a - b));
    expect(amal.sees(second)).toMatchObject({ paragraph: "op9" });
  });

  it("relays at most ten times a second, and the last state always", async () => {
    const maren = enter("maren");
    const amal = enter("amal");
    for (let n = 0; n < 200; n++) {
      maren.awareness.setLocalState({ paragraph: `op${n}` });
      await vi.advanceTimersByTimeAsync(5);
    }
    await settle();
    expect(amal.sent).toBeLessThanOrEqual(12);
    expect(amal.sees(maren)).toMatchObject({ paragraph: "op199" });
  });

  it("renews those who only say that they are still here all together, before anybody forgets them", async () => {
    const people = ["maren", "amal", "kofi", "lena"].map((name) => enter(name));
    people.forEach((each, at) => {
      each.awareness.setLocalState({ paragraph: `op${at + 1}` });
    });
    await settle();
    const before = people.map(({ sent }) => sent);
    // stock clients say it every 15 to 18 s, and forget whom they have not heard of for 30
    await vi.advanceTimersByTimeAsync(60_000);
    for (const [at, person] of people.entries()) {
      expect(person.sent - (before[at] ?? 0)).toBeLessThanOrEqual(6);
      for (const other of people) if (other !== person) expect(person.sees(other)).toBeDefined();
    }
  });

  it("tells who did not read how it is now, leavings too", async () => {
    const [maren, amal, kofi] = [enter("maren"), enter("amal"), enter("kofi")];
    maren.awareness.setLocalState({ paragraph: "op1" });
    amal.awareness.setLocalState({ paragraph: "op1" });
    await settle();
    kofi.isReading = false;
    const { sent } = kofi;
    for (let n = 2; n < 9; n++) {
      maren.awareness.setLocalState({ paragraph: `op${n}` });
      await settle();
    }
    here.delete(amal);
    room.leave(amal);
    await settle();
    kofi.isReading = true;
    room.goOn(kofi);
    expect(kofi.sent).toBe(sent + 1);
    expect(kofi.sees(maren)).toMatchObject({ paragraph: "op8" });
    expect(kofi.sees(amal)).toBeUndefined();
  });

  it("keeps one id per connection, and no state that is too large", async () => {
    const maren = enter("maren");
    const amal = enter("amal");
    for (let client = 1; client <= 50; client++)
      maren.say(writeEntries([{ client, clock: 1, state: JSON.stringify({ paragraph: "op1" }) }]));
    await settle();
    maren.say(
      writeEntries([{ client: 99, clock: 1, state: JSON.stringify({ paragraph: "x".repeat(5_000) }) }]),
    );
    await settle();
    expect([...amal.awareness.getStates().keys()]).toEqual([50]);
    expect(amal.received.length).toBeLessThan(5);
  });

  it("refuses what is no awareness message", () => {
    const maren = enter("maren");
    expect(() => maren.say(Uint8Array.of(200, 200, 200))).toThrow();
    expect(() => maren.say(writeEntries(Array(3_000).fill({ client: 1, clock: 1, state: "{}" })))).toThrow();
  });
});

describe("a cursor", () => {
  const member = { id: "m" as MemberId, name: "M", role: "editor", delegation: null } as const;

  it("passes as Yjs makes it", () => {
    const doc = new Y.Doc();
    doc.getXmlFragment("note").insert(0, [new Y.XmlElement("paragraph")]);
    const made = Y.createRelativePositionFromTypeIndex(doc.getXmlFragment("note"), 1);
    const anchor: unknown = JSON.parse(JSON.stringify(made));
    const passed = stamp({ cursor: { anchor, head: anchor } }, member, null)?.cursor?.head;
    expect(Y.createRelativePositionFromJSON(passed)).toEqual(made);
  });

  it("carries no words", () => {
    const hidden = {
      type: { client: 1, clock: "unsaved words" },
      tname: "unsaved words",
      item: "unsaved words",
    };
    const state = stamp({ cursor: { anchor: hidden, head: hidden, words: "unsaved words" } }, member, null);
    expect(JSON.stringify(state)).not.toContain("unsaved");
  });
});
