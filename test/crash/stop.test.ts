import { connect } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startServer, type TestServer } from "../support/start-server.ts";

/** However people hold on to it, a server that is told to stop stops. */

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.dispose());

const opened = (socket: { once(event: string, heard: () => void): unknown }, event: string) =>
  new Promise<void>((resolve) => socket.once(event, resolve));

const UPGRADE = [
  "GET /link HTTP/1.1",
  "Host: localhost",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "",
  "",
].join("\r\n");

it("ends although one client ignores its goodbye and another begins to connect", async () => {
  const { port, hostname } = new URL(server.origin);
  const deaf = connect(Number(port), hostname);
  await opened(deaf, "connect");
  deaf.write(UPGRADE);
  await opened(deaf, "data");
  const late = connect(Number(port), hostname);
  await opened(late, "connect");
  late.on("error", () => {});
  deaf.on("error", () => {});
  late.write(UPGRADE.slice(0, 1));
  const token = await server.token({ name: "Kari", delegation: "Norway", role: "editor" });
  const room = new WebSocket(`ws://${hostname}:${port}/rooms/sres2395/op1/shared?token=${token}`);
  await opened(room, "open");
  const goodbye = new Promise<number>((resolve) => room.once("close", resolve));
  const stopped = server.stop();
  expect(await goodbye).toBe(1012);
  late.write(UPGRADE.slice(1));
  await stopped;
  deaf.destroy();
  late.destroy();
});
