import { once } from "node:events";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import {
  CREDIT_STEP_BYTES,
  creditFrame,
  FRAME,
  type Frame,
  framesOf,
  MAX_ANSWER_BYTES,
  MAX_CHANNELS,
  openFrame,
  Parts,
  readClose,
  readFrames,
  writeFrames,
} from "../../shared/src/protocol/index.ts";
import { roomName } from "./house.ts";
import type { Kind, Server } from "./servers.ts";

/** A person's connection to many rooms, whatever the server's way of carrying them. */
export type Line = {
  /** Comes into a room, with this as the first message. */
  readonly enter: (room: number, first: Uint8Array) => void;
  readonly send: (room: number, message: Uint8Array) => void;
  readonly close: () => void;
};

/** Called with each message of a room: the bytes of y-protocols, without what carried them. */
export type Hear = (room: number, message: Uint8Array) => void;

/** Connects a person to a server. A refusal ends the benchmark: a figure without it would lie. */
export function openLine(server: Server, token: string, hear: Hear): Promise<Line> {
  return WAYS[server.kind](server, token, hear);
}

const WAYS: Readonly<Record<Kind, (server: Server, token: string, hear: Hear) => Promise<Line>>> = {
  floor: openFloor,
  ws: (server, _, hear) => openSockets((room) => `ws://127.0.0.1:${server.port}/${roomName(room)}`, hear),
  leveldb: (server, _, hear) =>
    openSockets((room) => `ws://127.0.0.1:${server.port}/${roomName(room)}`, hear),
  hocuspocus: openHocuspocus,
  link: openLink,
  stock: (server, token, hear) =>
    openSockets((room) => `ws://127.0.0.1:${server.port}/rooms/${roomName(room)}?token=${token}`, hear),
};

/** A socket that complains when it is refused for good. */
function dial(address: string): WebSocket {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  socket.binaryType = "nodebuffer";
  socket.on("error", () => socket.terminate());
  socket.on("close", (code, reason) => {
    if (code >= 4_000) console.error(`A socket was closed with ${code} ${reason}`);
  });
  return socket;
}

/** How soon a socket that was lost is dialled again, in milliseconds: what the stock provider waits at first. */
const AGAIN_MS = 200;

/** One socket for each room, as the stock provider has it: one that is lost or turned away comes again. */
async function openSockets(address: (room: number) => string, hear: Hear): Promise<Line> {
  const sockets = new Map<number, WebSocket>();
  let left = false;
  const enter = (room: number, first: Uint8Array): void => {
    if (left) return;
    const socket = dial(address(room));
    sockets.set(room, socket);
    socket.once("open", () => socket.send(first));
    socket.on("message", (message: Buffer) => hear(room, message));
    socket.once("close", () => setTimeout(enter, AGAIN_MS, room, first));
  };
  return {
    enter,
    send: (room, message) => sockets.get(room)?.send(message),
    close: () => {
      left = true;
      for (const socket of sockets.values()) socket.terminate();
    },
  };
}

async function openFloor(server: Server, _: string, hear: Hear): Promise<Line> {
  const socket = dial(`ws://127.0.0.1:${server.port}`);
  await once(socket, "open");
  socket.on("message", (message: Buffer) => {
    const decoder = decoding.createDecoder(message);
    const room = decoding.readVarUint(decoder);
    hear(room, message.subarray(decoder.pos));
  });
  const send = (room: number, message: Uint8Array): void => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, room);
    encoding.writeUint8Array(encoder, message);
    socket.send(encoding.toUint8Array(encoder));
  };
  return { enter: send, send, close: () => socket.terminate() };
}

/** Types of Hocuspocus that stand before a message of y-protocols. */
const HOCUSPOCUS = { auth: 2, syncReply: 4 } as const;

async function openHocuspocus(server: Server, _: string, hear: Hear): Promise<Line> {
  const socket = dial(`ws://127.0.0.1:${server.port}`);
  await once(socket, "open");
  const numbers = new Map<string, number>();
  socket.on("message", (message: Buffer) => {
    const decoder = decoding.createDecoder(message);
    const room = numbers.get(decoding.readVarString(decoder));
    if (room === undefined) return;
    const start = decoder.pos;
    const bytes = message.subarray(start);
    // Its "reply" is a sync message that asks for no answer of the same kind.
    if (bytes[0] === HOCUSPOCUS.syncReply) bytes[0] = 0;
    hear(room, bytes);
  });
  const send = (room: number, message: Uint8Array): void => {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, roomName(room));
    encoding.writeUint8Array(encoder, message);
    socket.send(encoding.toUint8Array(encoder));
  };
  const enter = (room: number, first: Uint8Array): void => {
    numbers.set(roomName(room), room);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, "");
    send(room, encoding.toUint8Array(encoder));
    send(room, first);
  };
  return { enter, send, close: () => socket.terminate() };
}

/** One socket for all rooms as numbered channels, gathered per tick as the page does it. */
async function openLink(server: Server, token: string, hear: Hear): Promise<Line> {
  const socket = dial(`ws://127.0.0.1:${server.port}/link?token=${token}`);
  const firsts = new Map<number, Uint8Array>();
  const parts = new Parts({ bytes: MAX_ANSWER_BYTES, messages: MAX_CHANNELS });
  const taken = new Map<number, number>();
  let queue: Frame[] = [];
  const post = (frame: Frame): void => {
    if (queue.push(frame) > 1) return;
    queueMicrotask(() => {
      const frames = queue;
      queue = [];
      socket.send(writeFrames(frames));
    });
  };
  const take = (channel: number, message: Uint8Array | null, bytes: number): void => {
    if (message) hear(channel - 1, message);
    const sum = (taken.get(channel) ?? 0) + bytes;
    taken.set(channel, sum >= CREDIT_STEP_BYTES ? 0 : sum);
    if (sum >= CREDIT_STEP_BYTES) post(creditFrame(channel, sum));
  };
  const welcomed = new Promise<void>((resolve) => {
    socket.on("message", (message: Buffer) => {
      for (const { channel, kind, payload } of readFrames(message)) {
        if (kind === FRAME.data) take(channel, payload, payload.length);
        else if (kind === FRAME.part) take(channel, parts.take(channel, payload), payload.length);
        else if (kind === FRAME.hello) resolve();
        else if (kind === FRAME.open)
          for (const frame of framesOf(channel, firsts.get(channel) ?? payload)) post(frame);
        else if (kind === FRAME.close) console.error("A channel was closed", readClose(payload));
      }
    });
  });
  await welcomed;
  return {
    enter: (room, first) => {
      firsts.set(room + 1, first);
      post(openFrame(room + 1, roomName(room)));
    },
    send: (room, message) => {
      for (const frame of framesOf(room + 1, message)) post(frame);
    },
    close: () => socket.terminate(),
  };
}
