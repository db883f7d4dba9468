import { comment, House, nextId, ROOM } from "@apostil/server/engine/test-house.ts";
import * as Y from "yjs";
import type { Attack } from "./attacks.ts";
import { mutate } from "./mutations.ts";
import { Random } from "./random.ts";
import { type Target, targetOf } from "./target.ts";

/** What came of bytes that somebody sent. */
export type Outcome = {
  readonly name: string;
  readonly code: number | null;
  readonly why: string;
  /** From sending to the answer, in milliseconds. */
  readonly took: number;
  /** What is wrong with the room afterwards, `null` when nothing is. */
  readonly harm: string | null;
};

const noteOf = (doc: Y.Doc): string => doc.getXmlFragment("note").toString();
const annotationsOf = (doc: Y.Doc): string => JSON.stringify(doc.getMap("annotations").toJSON());

/** An engine with a room that has words, marks and an annotation, and people who attack it. */
export class Assault {
  readonly #house: House;
  readonly #random: Random;
  #next = 1_000_000;

  private constructor(house: House, random: Random) {
    this.#house = house;
    this.#random = random;
  }

  static async begin(seed: number): Promise<Assault> {
    const house = await House.open();
    const doc = new Y.Doc();
    doc.clientID = 77;
    const maren = await house.join("maren", doc);
    maren.type("Encourages all States to integrate gender");
    const text = (doc.getXmlFragment("note").get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.format(0, 10, { bold: {} });
    text.delete(3, 2);
    const fields = comment("Who says so?");
    await house.engine.annotate(await house.actor("kofi"), ROOM, { kind: "create", id: nextId(), fields });
    await house.engine.close();
    return new Assault(house, new Random(seed));
  }

  /** Sends what an entry of the list makes. */
  async run(attack: Attack): Promise<Outcome> {
    const target = await this.#target();
    return this.#send(attack.name, attack.updates(target));
  }

  /** Sends honest bytes, damaged at random. */
  async damage(round: number): Promise<Outcome> {
    const target = await this.#target();
    const from = this.#random.below(2) === 0 ? target.honest : target.state;
    return this.#send(`round ${round}`, [mutate(from, target.state, this.#random)]);
  }

  async #target(): Promise<Target> {
    this.#next += 100_000;
    const state = await this.#house.engine.state(ROOM);
    return targetOf(state, this.#next, this.#random);
  }

  async #send(name: string, updates: readonly Uint8Array[]): Promise<Outcome> {
    const before = await this.#house.stored();
    const attacker = await this.#house.join("amal");
    const began = performance.now();
    for (const update of updates) attacker.send(update);
    await this.#house.engine.close();
    const took = performance.now() - began;
    const { code = null, reason: why = "" } = attacker.closed ?? {};
    if (!attacker.closed) this.#house.engine.closed(attacker.channel);
    this.#house.clients.delete(attacker.channel);
    return { name, code, why, took, harm: await this.#harm(before, code !== null) };
  }

  /** Nothing of a refused update may be there; of others, nobody's words may change. */
  async #harm(before: Y.Doc, refused: boolean): Promise<string | null> {
    const after = await this.#house.stored();
    if (after.store.pendingStructs || after.store.pendingDs) return "something waits in the store for ever";
    if (annotationsOf(after) !== annotationsOf(before)) return "an annotation changed";
    if (refused && noteOf(after) !== noteOf(before)) return "the note changed";
    const joined = await this.#house.join("maren", new Y.Doc());
    const [one, other] = [noteOf(joined.doc), noteOf(after)];
    this.#house.engine.closed(joined.channel);
    this.#house.clients.delete(joined.channel);
    return one === other ? null : "a newcomer sees something else than what is stored";
  }

  /** Whether two people can still write and see the same. */
  async writable(): Promise<string | null> {
    const [maren, amal] = [await this.#house.join("maren"), await this.#house.join("amal")];
    const words = `still here ${this.#next}`;
    maren.type(words);
    await this.#house.engine.close();
    amal.type("indeed ");
    await this.#house.engine.close();
    const seen = [maren.doc, amal.doc, await this.#house.stored()].map(noteOf);
    for (const { channel } of [maren, amal]) {
      this.#house.engine.closed(channel);
      this.#house.clients.delete(channel);
    }
    if (!seen[0]?.includes(words)) return "what was typed is not there";
    return new Set(seen).size === 1 ? null : "replicas differ";
  }

  async note(): Promise<string> {
    return noteOf(await this.#house.stored());
  }
}
