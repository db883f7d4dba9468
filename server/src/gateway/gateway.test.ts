import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Member, MemberId } from "@apostil/shared/model";
import { dataFrame, openFrame, type RoomKey, writeFrames, writeStep1 } from "@apostil/shared/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { RoomEngine, RoomEvents } from "../engine/engine.ts";
import { attachGateway, type Gateway, type GatewayParts } from "./gateway.ts";

const member: Member = { id: "m1" as MemberId, name: "M", role: "reader", delegation: null };
const viewer = { member, actor: { member: member.id, version: 1, session: null } };
const ROOM = "t/op1/shared";
const ASK = writeStep1(Uint8Array.of(0));
const empty = { seq: 1, state: Uint8Array.of(0, 0), vector: Uint8Array.of(0), nothing: Uint8Array.of(0, 0) };
/** Large enough that a few hundred of them fill what the operating system holds for a socket. */
const UPDATE = new Uint8Array(60_000);

/** Real sockets on the gateway, over an engine that commits when the test says so. */
describe("a socket that takes nothing", () => {
  let http: Server;
  let gateway: Gateway;
  let events: RoomEvents;
  let room: RoomKey | null;
  let left: RoomKey[];

  beforeEach(async () => {
    room = null;
    left = [];
    const engine = {
      listen: (to: RoomEvents) => {
        events = to;
      },
      look: (key: RoomKey) => {
        room = key;
        events.face(key, empty);
      },
      leave: (key: RoomKey) => left.push(key),
      closed: () => {},
      since: () => {},
    } as unknown as RoomEngine;
    http = createServer();
    gateway = attachGateway(http, {
      engine,
      people: {
        viewer: async () => viewer,
        again: async () => viewer,
        list: async () => ({ delegations: [] }),
        onChange: () => () => {},
      },
      texts: { has: async () => true, changedOutside: () => {} },
      summaries: { committed: () => {} },
      onFailure: () => {},
      generation: "g1",
      origins: [],
      slowMs: 300,
    } as unknown as GatewayParts);
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
  });
  afterEach(async () => {
    await gateway.close();
    http.close();
  });

  const dial = (path: string) =>
    new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}${path}?token=x`);

  async function overStock(): Promise<WebSocket> {
    const socket = dial(`/rooms/${ROOM}`);
    await once(socket, "open");
    socket.send(ASK);
    await once(socket, "message");
    return socket;
  }

  async function overLink(): Promise<WebSocket> {
    const socket = dial("/link");
    await once(socket, "message");
    socket.send(writeFrames([openFrame(1, ROOM)]));
    await once(socket, "message");
    socket.send(writeFrames([dataFrame(1, ASK)]));
    await once(socket, "message");
    return socket;
  }

  let seq = 1;
  async function commitMuch(): Promise<void> {
    seq = 1;
    for (let at = 0; at < 400; at++) {
      if (room) events.committed(room, [{ seq: ++seq, update: UPDATE, channel: null }]);
      await new Promise((done) => setImmediate(done));
    }
  }

  it.each([
    ["on the link", overLink],
    ["on a socket of its own", overStock],
  ] as const)("is let go %s when it lasts, and what it was sent stays bounded", async (_, open) => {
    const socket = await open();
    socket.on("error", () => {});
    socket.pause();
    await commitMuch();
    await expect.poll(() => left, { timeout: 10_000 }).toEqual([room]);
    const closed = once(socket, "close");
    let bytes = 0;
    socket.on("message", (message: Buffer) => {
      bytes += message.length;
    });
    socket.resume();
    const [code] = await closed;
    // the word of it may be lost with what the client never read
    expect([4508, 1006]).toContain(code);
    expect(bytes).toBeLessThan(400 * UPDATE.length);
  });
});
