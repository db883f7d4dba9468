import type { RoomName } from "@apostil/shared/protocol";
import * as Y from "yjs";
import { StockClient } from "../support/join-room.ts";
import type { TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";
import { startFaulty } from "./faulty-server.ts";
import type { Place, Promised } from "./ledger.ts";

export const TEXT = "sres2395";
export const ROOM: RoomName = `${TEXT}/op21/shared`;

/** A client answers a server that is gone within this time, in ms; a start on a loaded machine may take that long. */
const LIMIT_MS = 60_000;

/** People who type into one note, each words of their own, and a witness who only reads and remembers. */
export class Crowd {
  readonly #server: TestServer;
  readonly #token: string;
  readonly writers: readonly StockClient[];
  readonly witness: StockClient;
  readonly #seen = new Set<string>();
  /** With which codes the server closed anybody's connection. */
  readonly closed: number[] = [];
  readonly written: string[] = [];
  #typing: NodeJS.Timeout | null = null;

  constructor(server: TestServer, token: string, writers: number) {
    this.#server = server;
    this.#token = token;
    this.writers = Array.from({ length: writers }, () => this.join());
    this.witness = this.join();
    for (const { provider } of [...this.writers, this.witness])
      provider.on("connection-close", (event) => this.closed.push(event?.code ?? 0));
    this.witness.doc.getXmlFragment("note").observe(({ changes }) => {
      for (const { content } of changes.added)
        for (const paragraph of content.getContent())
          if (paragraph instanceof Y.XmlElement) this.#seen.add(wordsOf(paragraph));
    });
  }

  join(room: RoomName = ROOM): StockClient {
    return new StockClient(this.#server, room, this.#token);
  }

  /** Everybody who is there from the start, at a server that faults can be planted in. */
  static async at(server: TestServer, writers = 3): Promise<Crowd> {
    const token = await server.token({ name: "Ingrid", delegation: "Norway", role: "editor" });
    await server.stop();
    await startFaulty(server);
    const crowd = new Crowd(server, token, writers);
    await crowd.synced();
    return crowd;
  }

  /** One word of the writer at this place, unlike every other word of the run. */
  write(at = 0): string {
    const word = `w${at}.${this.written.length}`;
    this.written.push(word);
    this.writers[at]?.write(word);
    return word;
  }

  /** Lets everybody type on, one word per `pause` ms each, whatever the server does. */
  type(pause: number): void {
    this.#typing = setInterval(() => {
      for (const at of this.writers.keys()) this.write(at);
    }, pause);
  }

  rest(): void {
    if (this.#typing) clearInterval(this.#typing);
    this.#typing = null;
  }

  /** Waits until nobody hears the server any more: what it still said before it went has arrived by then. */
  gone(): Promise<boolean> {
    const all = [...this.writers, this.witness];
    return until("the server to be gone", () => all.every(({ provider }) => !provider.wsconnected), LIMIT_MS);
  }

  synced(): Promise<boolean> {
    const all = [...this.writers, this.witness];
    return until("everybody to be back", () => all.every(({ provider }) => provider.synced), LIMIT_MS);
  }

  /** Waits until every word is acknowledged, and the witness has them all. */
  async settled(): Promise<void> {
    await until(
      "every word to be saved and seen",
      () => this.acknowledged.length === this.written.length && this.#seen.size >= this.written.length,
      LIMIT_MS,
    );
  }

  get acknowledged(): readonly string[] {
    return this.writers.flatMap(({ saved }) => [...saved]);
  }

  /** What was promised up to now. */
  get promised(): Promised {
    return { acknowledged: this.acknowledged, seen: [...this.#seen], written: [...this.written] };
  }

  /** The words that somebody finds who comes anew. */
  async newcomer(): Promise<Place> {
    const client = this.join();
    await client.synced();
    const { words } = client;
    client.leave();
    return { name: "a newcomer", words };
  }

  /** What the operator's export holds. */
  async exported(): Promise<Place> {
    const { code, out, err } = await this.#server.command("export", TEXT, "--format", "json");
    if (code !== 0) throw new Error(`export: ${err}`);
    const { notes } = JSON.parse(out) as { notes: readonly { paragraph: string; update: string }[] };
    const doc = new Y.Doc();
    const note = notes.find(({ paragraph }) => paragraph === ROOM.split("/")[1]);
    if (note) Y.applyUpdate(doc, Buffer.from(note.update, "base64"));
    const paragraphs = doc.getXmlFragment("note").toArray();
    return {
      name: "the export",
      words: paragraphs.flatMap((one) => (one instanceof Y.XmlElement ? [wordsOf(one)] : [])),
    };
  }

  /** Every place there is, when all have settled. */
  async places(): Promise<Place[]> {
    return [
      await this.newcomer(),
      await this.exported(),
      ...[...this.writers, this.witness].map(({ words }, at) => ({ name: `client ${at}`, words })),
    ];
  }

  leave(): void {
    this.rest();
    for (const client of [...this.writers, this.witness]) client.leave();
  }
}

/** The words of a paragraph, without its marks. */
export const wordsOf = (paragraph: Y.XmlElement): string => paragraph.toString().replace(/<[^>]*>/g, "");
