import { type Client, House } from "@apostil/server/engine/test-house.ts";
import * as Y from "yjs";
import { HeadlessEditor } from "./editor.ts";
import { edit } from "./edits.ts";
import { Random } from "./random.ts";

/** A person at an editor, who may be away from the server. */
type Desk = {
  readonly id: string;
  doc: Y.Doc;
  editor: HeadlessEditor;
  client: Client | null;
};

/** Two people who write into one note with the product's editor, and one who only reads, each coming and going. */
export class Workshop {
  readonly #house: House;
  readonly #random: Random;
  readonly #writers: readonly Desk[];
  readonly #reader: Desk;
  /** What the engine refused: its reasons. */
  readonly refusals: string[] = [];

  private constructor(house: House, random: Random, [one, other, reader]: readonly [Desk, Desk, Desk]) {
    this.#house = house;
    this.#random = random;
    this.#writers = [one, other];
    this.#reader = reader;
  }

  static async open(seed: number): Promise<Workshop> {
    const random = new Random(seed);
    const house = await House.open();
    const desks = [newDesk("maren", random), newDesk("amal", random), newDesk("rita", random)] as const;
    const workshop = new Workshop(house, random, desks);
    for (const desk of desks) await workshop.#come(desk);
    return workshop;
  }

  async work(edits: number): Promise<void> {
    for (let n = 0; n < edits; n++) {
      const desk = this.#random.pick(this.#writers);
      this.#edit(desk);
      const chance = this.#random.below(100);
      if (chance < 30) await this.#settle();
      else if (chance < 33) this.#leave(this.#random.pick([...this.#writers, this.#reader]));
      else if (chance < 39) await this.#come(this.#random.pick([...this.#writers, this.#reader]));
      else if (chance === 39 && desk.client) await this.#newPage(desk);
    }
    for (const desk of [...this.#writers, this.#reader]) if (!desk.client) await this.#come(desk);
    await this.#settle();
  }

  /** Yjs stumbles when what is to be undone was collected meanwhile; then the page shows the note anew. */
  #edit(desk: Desk): void {
    try {
      edit(desk.editor, this.#random);
    } catch (error) {
      // ProseMirror itself finds that this can't be done here
      if (error instanceof RangeError || (error instanceof Error && error.name === "TransformError")) return;
      if (!(error instanceof TypeError)) throw error;
      desk.editor.destroy();
      desk.editor = new HeadlessEditor(desk.doc.getXmlFragment("note"));
    }
  }

  /** The note as everybody sees it, and as it is stored; equal when all is well. */
  async notes(): Promise<{ readonly stored: string; readonly seen: Readonly<Record<string, string>> }> {
    const seen = [...this.#writers, this.#reader].map(({ id, doc }) => [id, noteOf(doc)] as const);
    return { stored: noteOf(await this.#house.stored()), seen: Object.fromEntries(seen) };
  }

  async #settle(): Promise<void> {
    await this.#house.engine.close();
    for (const desk of [...this.#writers, this.#reader])
      if (desk.client?.closed) {
        this.refusals.push(`${desk.id}: ${desk.client.closed.code} ${desk.client.closed.reason}`);
        desk.client = null;
      }
  }

  #leave(desk: Desk): void {
    if (!desk.client) return;
    this.#house.engine.closed(desk.client.channel);
    this.#house.clients.delete(desk.client.channel);
    // what is typed from now on stays here
    desk.client.closed = { code: 1000, reason: "left" };
    desk.client = null;
  }

  async #come(desk: Desk): Promise<void> {
    if (desk.client) return;
    desk.client = await this.#house.join(desk.id, desk.doc);
    await this.#settle();
  }

  /** Another page of the same person, with nothing of the old one but what was saved. */
  async #newPage(desk: Desk): Promise<void> {
    await this.#settle();
    this.#leave(desk);
    desk.editor.destroy();
    Object.assign(desk, newDesk(desk.id, this.#random));
    await this.#come(desk);
  }
}

const noteOf = (doc: Y.Doc): string => doc.getXmlFragment("note").toString();

function newDesk(id: string, random: Random): Desk {
  const doc = new Y.Doc();
  doc.clientID = 1 + random.below(2 ** 31);
  return { id, doc, editor: new HeadlessEditor(doc.getXmlFragment("note")), client: null };
}
