import {
  CLOSE_CODES,
  closeFrame,
  dataFrame,
  FRAME,
  type Frame,
  framesOf,
  helloFrame,
  MAX_FRAME_BYTES,
  MAX_PARTED_MESSAGES,
  openFrame,
  Parts,
  pulseFrame,
  type RoomName,
  readFrames,
  readMessage,
  textOf,
  writeFrames,
  writeSaved,
  writeStep1,
  writeStep2,
  writeUpdate,
} from "@apostil/shared/protocol";
import * as Y from "yjs";

/** For tests: the server's side of the link in this process, as simple as the protocol allows. */
export class FakeServer {
  generation = "g1";
  isReachable = true;
  /** Says `saved` as soon as it has an update. */
  acknowledges = true;
  /** Asks for what a client has. */
  asks = true;
  readonly docs = new Map<RoomName, Y.Doc>();
  /** Rooms that are closed instead of opened. */
  readonly closedRooms = new Map<RoomName, number>();
  /** Closes the channel with this code at the next update in the room. */
  readonly refusals = new Map<RoomName, number>();
  readonly connections: FakeConnection[] = [];
  readonly WebSocket: typeof WebSocket;

  constructor() {
    const server = this;
    this.WebSocket = class extends FakeConnection {
      constructor() {
        super(server);
        server.connections.push(this);
      }
    } as unknown as typeof WebSocket;
  }

  doc(room: RoomName): Y.Doc {
    const doc = this.docs.get(room) ?? new Y.Doc();
    this.docs.set(room, doc);
    return doc;
  }
  /** The connection of now. */
  get connection(): FakeConnection {
    const last = this.connections.at(-1);
    if (!last) throw new Error("Nobody has dialled");
    return last;
  }
}

type Channel = { readonly room: RoomName; frames: number };

/** A physical socket, seen from the page as a WebSocket and from the test as the server's end. */
export class FakeConnection {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  binaryType = "blob";
  /** Physical messages from the page, as frames. */
  readonly received: Frame[][] = [];
  readonly channels = new Map<number, Channel>();
  isClosedByPage = false;
  /** As a browser's: what the network has not taken. */
  bufferedAmount = 0;
  readonly #parts = new Parts({ bytes: MAX_FRAME_BYTES, messages: MAX_PARTED_MESSAGES });
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
    queueMicrotask(() => {
      if (!server.isReachable) this.drop();
      else this.deliver(helloFrame(server.generation));
    });
  }

  /** The page sends. */
  send(bytes: Uint8Array): void {
    const frames = readFrames(bytes);
    this.received.push(frames);
    const answers = frames.flatMap((frame) => this.#answer(frame));
    queueMicrotask(() => this.deliver(...answers));
  }
  /** The page closes. */
  close(): void {
    this.isClosedByPage = true;
  }

  /** Sends frames in one message. */
  deliver(...frames: readonly Frame[]): void {
    if (frames.length > 0) this.onmessage?.({ data: writeFrames(frames).buffer });
  }
  pulse(): void {
    this.deliver(pulseFrame);
  }
  /** The network is gone, or the server ends the whole link. */
  drop(code = 1006): void {
    this.onclose?.({ code, reason: "" });
  }
  /** Acknowledges everything that came in the room. */
  acknowledge(room: RoomName): void {
    const [channel, { frames }] = this.#channel(room);
    this.deliver(dataFrame(channel, writeSaved(frames)));
  }
  /** Closes one room. */
  closeRoom(room: RoomName, code: number): void {
    const [channel] = this.#channel(room);
    this.channels.delete(channel);
    this.deliver(closeFrame(channel, code));
  }
  /** Any message to those in the room. */
  tell(room: RoomName, message: Uint8Array): void {
    this.deliver(...framesOf(this.#channel(room)[0], message));
  }

  #channel(room: RoomName): [number, Channel] {
    const found = [...this.channels].find(([, channel]) => channel.room === room);
    if (!found) throw new Error(`${room} is not open`);
    return found;
  }

  #answer({ channel, kind, payload }: Frame): Frame[] {
    if (kind === FRAME.open) return this.#open(channel, textOf(payload));
    if (kind === FRAME.close) this.channels.delete(channel);
    const open = this.channels.get(channel);
    if (kind === FRAME.part && open) {
      const whole = this.#parts.take(channel, payload);
      return whole ? this.#data(channel, open, whole) : [];
    }
    return kind === FRAME.data && open ? this.#data(channel, open, payload) : [];
  }

  #open(channel: number, room: RoomName): Frame[] {
    const code = this.#server.closedRooms.get(room);
    if (code !== undefined) return [closeFrame(channel, code)];
    this.channels.set(channel, { room, frames: 0 });
    const vector = writeStep1(Y.encodeStateVector(this.#server.doc(room)));
    return [openFrame(channel), ...(this.#server.asks ? [dataFrame(channel, vector)] : [])];
  }

  #data(channel: number, open: Channel, payload: Uint8Array): Frame[] {
    const message = readMessage(payload);
    const doc = this.#server.doc(open.room);
    if (message.type === "step1")
      return framesOf(channel, writeStep2(Y.encodeStateAsUpdate(doc, message.vector)));
    if (message.type !== "step2" && message.type !== "update") return [];
    open.frames++;
    return this.#update(channel, open, doc, message.update);
  }

  #update(channel: number, open: Channel, doc: Y.Doc, update: Uint8Array): Frame[] {
    const code = this.#server.refusals.get(open.room);
    if (code !== undefined) {
      this.#server.refusals.delete(open.room);
      this.channels.delete(channel);
      return [closeFrame(channel, code)];
    }
    Y.applyUpdate(doc, update, this);
    return this.#server.acknowledges ? [dataFrame(channel, writeSaved(open.frames))] : [];
  }
}

/** Writes a paragraph into a note. */
export function write(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.transact(() => doc.getXmlFragment("note").push([paragraph]));
}

/** What somebody else's edit looks like on the wire. */
export function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change();
  return writeUpdate(Y.encodeStateAsUpdate(doc, before));
}

export const REFUSED = CLOSE_CODES.notAllowed;
