// The floor: the least that any server can do. One socket per person; it passes bytes on and keeps nothing.
// A message is varUint(room) and a room message; a sync step 1 means "I am in this room" and gets an empty answer.
import * as decoding from "lib0/decoding";
import { WebSocketServer } from "ws";

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
/** A step 2 and a step 1 that hold nothing, as y-protocols writes them. */
const NOTHING = [
  [SYNC, STEP_2, 2, 0, 0],
  [SYNC, STEP_1, 1, 0],
];

const rooms = new Map();
const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.env.PORT) });
server.on("connection", (socket) => {
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    for (const people of rooms.values()) people.delete(socket);
  });
  socket.on("message", (message) => {
    const decoder = decoding.createDecoder(message);
    const room = decoding.readVarUint(decoder);
    const kind = message[decoder.pos + 1];
    const people = rooms.get(room);
    if (kind === STEP_1) {
      if (people) people.add(socket);
      else rooms.set(room, new Set([socket]));
      const name = message.subarray(0, decoder.pos);
      for (const bytes of NOTHING) socket.send(Buffer.concat([name, Buffer.from(bytes)]));
    } else if (kind !== STEP_2 && people) {
      for (const other of people) if (other !== socket) other.send(message);
    }
  });
});
