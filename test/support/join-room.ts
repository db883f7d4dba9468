import { countsForSaved, type RoomName, SAVED } from "@apostil/shared/protocol";
import * as decoding from "lib0/decoding";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { TestServer } from "./start-server.ts";
import { until } from "./until.ts";

/** The second byte of a sync message that carries all that the other side lacks. */
const STEP_2 = 1;

/**
 * A person at a room with the unmodified stock client, as anybody may connect. It asks for `saved` messages, and keeps
 * the words that it has written apart by what the server said of them.
 */
export class StockClient {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** Words that this client has written, in order. */
  readonly #written: string[] = [];
  /** How many of the words the server has confirmed: always the first ones. */
  #confirmed = 0;
  /** For each sync frame of the present connection: how many words were written when it went out. */
  #frames: number[] = [];
  /** Whether the present connection has sent a step 2: before it, the server cannot take an update (PROTOCOL.md). */
  #hasSentAll = false;

  constructor(server: TestServer, room: RoomName, token: string) {
    const client = this;
    class CountingSocket extends WebSocket {
      constructor(address: string) {
        super(address);
        client.#frames = [];
        client.#hasSentAll = false;
      }
      override send(data: Uint8Array): void {
        if (countsForSaved(data)) client.#onSent(data[1] === STEP_2);
        super.send(data);
      }
    }
    this.provider = new WebsocketProvider(
      server.origin.replace("http", "ws").concat("/rooms"),
      room,
      this.doc,
      {
        WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
        params: { token, saved: "1" },
        // Node has one too, and it would carry edits past the server.
        disableBc: true,
        maxBackoffTime: 200,
      },
    );
    this.provider.messageHandlers[SAVED] = (_encoder, decoder) =>
      this.#onSaved(decoding.readVarUint(decoder));
  }

  /** An update that comes before the step 2 may build on words that the server lacks; it says nothing of those. */
  #onSent(isAll: boolean): void {
    this.#hasSentAll ||= isAll;
    this.#frames.push(this.#hasSentAll ? this.#written.length : this.#confirmed);
  }

  #onSaved(frames: number): void {
    const covered = this.#frames[frames - 1];
    if (covered !== undefined) this.#confirmed = Math.max(this.#confirmed, covered);
  }

  /** Writes a paragraph into the note, whether connected or not. */
  write(words: string): void {
    this.#written.push(words);
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(words)]);
    const note = this.doc.getXmlFragment("note");
    this.doc.transact(() => note.insert(note.length, [paragraph]));
  }

  /** The words of the note as this client has it, one per paragraph. */
  get words(): string[] {
    const paragraphs = this.doc.getXmlFragment("note").toArray();
    return paragraphs.map((paragraph) => paragraph.toString().replace(/<[^>]*>/g, ""));
  }

  /** Those of its own words that the server has confirmed as saved. */
  get saved(): readonly string[] {
    return this.#written.slice(0, this.#confirmed);
  }

  synced(): Promise<boolean> {
    return until("the room to be there", () => this.provider.synced);
  }

  /** Waits for these words of anybody. */
  sees(words: string): Promise<boolean> {
    return until(`"${words}" to arrive`, () => this.words.includes(words));
  }

  allSaved(): Promise<boolean> {
    return until("all words to be saved", () => this.#confirmed === this.#written.length);
  }

  leave(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}
