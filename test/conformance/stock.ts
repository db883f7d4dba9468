import { SAVED } from "@apostil/shared/protocol";
import { readVarUint } from "lib0/decoding";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";

export type StockOptions = {
  readonly doc?: Y.Doc;
  /** Asks for `saved` messages. */
  readonly saved?: boolean;
};

/** The unmodified provider in a room. */
export type Stock = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Final close codes that came. */
  readonly closed: number[];
  /** Numbers of the `saved` messages that came. */
  readonly saved: number[];
};

const open = new Set<WebsocketProvider>();

/** Joins a room as any client of y-websocket does. */
export function join(server: TestServer, room: string, token: string, options: StockOptions = {}): Stock {
  const doc = options.doc ?? new Y.Doc();
  const provider = new WebsocketProvider(`${server.origin.replace("http", "ws")}/rooms`, room, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    params: { token, ...(options.saved && { saved: "1" }) },
    disableBc: true, // Node has one too, and documents would sync past the server
    maxBackoffTime: 200,
  });
  const stock: Stock = { doc, provider, closed: [], saved: [] };
  provider.on("closed", ({ code }) => stock.closed.push(code));
  if (options.saved)
    provider.messageHandlers[SAVED] = (_encoder, decoder) => stock.saved.push(readVarUint(decoder));
  open.add(provider);
  return stock;
}

/** Ends what {@link join} began in this test. */
export function leaveAll(): void {
  for (const provider of open) provider.destroy();
  open.clear();
}

export const synced = ({ provider }: Stock) => until("the room to be there", () => provider.synced);

/** Waits for the final close code. */
export const closeCode = ({ closed }: Stock) => until("a final close code", () => closed[0]);

/** Writes a paragraph at the end of the note. */
export function write(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.transact(() => doc.getXmlFragment("note").push([paragraph]));
}

/** The paragraphs of the note. */
export const wordsIn = (doc: Y.Doc): string[] =>
  doc
    .getXmlFragment("note")
    .toArray()
    .map((paragraph) => paragraph.toString().replace(/<[^>]*>/g, ""));

export const sees = ({ doc }: Stock, words: string) =>
  until(`"${words}" to arrive`, () => wordsIn(doc).includes(words));

/** What a client that comes anew finds in the note: what is on disk. */
export async function stored(server: TestServer, room: string, token: string): Promise<string[]> {
  const newcomer = join(server, room, token);
  await synced(newcomer);
  const words = wordsIn(newcomer.doc);
  newcomer.provider.destroy();
  return words;
}
