import { spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { writeStep1 } from "../../shared/src/protocol/index.ts";
import { Crowd, EMPTY_VECTOR, typeLetter, typing } from "./crowd.ts";
import { compactedBytes, fillRooms, furnish, roomName, vacuum } from "./house.ts";
import { openLine } from "./lines.ts";
import { isApostil, type Kind, keeps, Server } from "./servers.ts";

/** A figure, or why there is none. */
export type Figures = Readonly<Record<string, number | string>>;

export type Scale = {
  readonly people: number;
  readonly fewer: number;
  readonly rooms: number;
  readonly seconds: number;
  readonly cold: number;
  /** Folder for processor profiles of the server. */
  readonly profile?: string;
};

export type Workload = {
  /** Whether this program can be asked at all. */
  readonly meant: (kind: Kind) => boolean;
  readonly run: (server: Server, scale: Scale) => Promise<Figures>;
};

const TYPISTS = 10;

/** Tokens of the people, where the server has such a thing; a fresh server has its text by then. */
async function prepare(server: Server, rooms: number, people: number): Promise<string[]> {
  return isApostil(server.kind) ? furnish(server, rooms, people) : Array.from({ length: people }, () => "");
}

const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};

/** Everybody in every room, ten typing: what one delivery costs, and how long a word takes. */
async function rate(
  server: Server,
  scale: Scale,
  people: number,
  perSecond: number,
): Promise<{ readonly crowd: Crowd; readonly figures: Figures }> {
  const tokens = await prepare(server, scale.rooms, people);
  await server.start(scale.profile);
  const crowd = new Crowd(server, scale.rooms);
  await crowd.enter(tokens);
  await crowd.quiet();
  await typing(crowd, TYPISTS, perSecond, 2_000);
  await crowd.quiet();
  const [before, sent] = [server.cpu(), crowd.sent];
  crowd.latencies = [];
  await typing(crowd, TYPISTS, perSecond, scale.seconds * 1_000);
  await crowd.quiet();
  const deliveries = (crowd.sent - sent) * (people - 1);
  const wrong = crowd.differences();
  if (wrong > 0) throw new Error(`${wrong} rooms of witnesses differ from what was written`);
  return {
    crowd,
    figures: {
      cpu: (server.cpu() - before) / (deliveries / 1_000),
      p50: percentile(crowd.latencies, 0.5),
      p99: percentile(crowd.latencies, 0.99),
      "deliveries a second": deliveries / scale.seconds,
    },
  };
}

const steady: Workload = {
  meant: () => true,
  run: async (server, scale) => {
    const { crowd, figures } = await rate(server, scale, scale.people, 6);
    const memory = await server.memory();
    crowd.leave();
    return { ...figures, memory };
  },
};

const tenfold: Workload = {
  meant: () => true,
  run: async (server, scale) => {
    const { crowd, figures } = await rate(server, scale, scale.fewer, 60);
    crowd.leave();
    return figures;
  },
};

/** Something in every room that is not only appended: words, and some of them deleted again. */
function writeContent(crowd: Crowd): void {
  for (let room = 0; room < crowd.rooms; room++)
    for (let word = 0; word < 40; word++)
      crowd.write(room % TYPISTS, room, (note) => {
        for (let letter = 0; letter < 8; letter++) typeLetter(note);
        const last = note.get(note.length - 1);
        const words = last instanceof Y.XmlElement ? last.get(0) : null;
        if (word % 4 === 3 && words instanceof Y.XmlText && words.length > 12) words.delete(4, 3);
      });
}

const rejoin: Workload = {
  meant: () => true,
  run: async (server, scale) => {
    const tokens = await prepare(server, scale.rooms, scale.fewer);
    await server.start();
    const writers = new Crowd(server, scale.rooms);
    await writers.enter(tokens.slice(0, TYPISTS));
    writeContent(writers);
    await writers.quiet();
    await after(200);
    writers.leave();
    await server.stop();
    await server.start(scale.profile);
    const crowd = new Crowd(server, scale.rooms, [...writers.docs]);
    const before = server.cpu();
    const seconds = await crowd.enter(tokens, true);
    await crowd.quiet();
    const joins = tokens.length * scale.rooms;
    const cpu = ((server.cpu() - before) * 1_000) / joins;
    crowd.leave();
    return { cpu, seconds };
  },
};

const EDITS = 1_000;

/** A thousand keystrokes in one document. */
function thousandEdits(): { readonly edits: Uint8Array[]; readonly whole: Uint8Array; readonly doc: Y.Doc } {
  const doc = new Y.Doc();
  const edits: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => edits.push(update));
  for (let edit = 0; edit < EDITS; edit++) doc.transact(() => typeLetter(doc.getXmlFragment("note")));
  return { edits, whole: Y.encodeStateAsUpdate(doc), doc };
}

/** Leaves the rooms in the storage of a server that is not running, as it would have left them itself. */
async function fillCold(server: Server, rooms: number): Promise<void> {
  const { edits, whole } = thousandEdits();
  if (isApostil(server.kind)) return fillRooms(server, rooms, edits, whole);
  if (server.kind === "hocuspocus") return fillHocuspocus(server, rooms, whole);
  return fillLeveldb(server, rooms, edits);
}

/** y-leveldb is only installed beside the peers, so one of their scripts does it. */
async function fillLeveldb(server: Server, rooms: number, edits: readonly Uint8Array[]): Promise<void> {
  const script = fileURLToPath(new URL("peers/fill-leveldb.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, server.data], { stdio: ["pipe", "inherit", "inherit"] });
  const updates = edits.map((edit) => Buffer.from(edit).toString("base64"));
  const names = Array.from({ length: rooms }, (_, room) => roomName(room));
  child.stdin?.end(JSON.stringify({ names, updates }));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("The rooms could not be put into leveldb");
}

/** Its SQLite extension keeps one row for a document: the whole of it as one update. */
function fillHocuspocus(server: Server, rooms: number, whole: Uint8Array): void {
  const database = new DatabaseSync(server.data);
  database.exec(
    'CREATE TABLE "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))',
  );
  database.exec("BEGIN");
  const insert = database.prepare('INSERT INTO "documents" ("name", "data") VALUES (?, ?)');
  for (let room = 0; room < rooms; room++) insert.run(roomName(room), whole);
  database.exec("COMMIT");
  database.close();
}

/** Rooms that are put into leveldb: 1,000 edits take it so long that 2,000 rooms would take the whole time. */
const COLD_LEVELDB = 50;

const cold: Workload = {
  meant: (kind) => kind === "floor" || keeps(kind),
  run: async (server, scale) => {
    const rooms = server.kind === "leveldb" ? Math.min(COLD_LEVELDB, scale.cold) : scale.cold;
    const [token = ""] = await prepare(server, rooms, 1);
    if (server.kind !== "floor") await fillCold(server, rooms);
    await server.start(scale.profile);
    const { whole } = thousandEdits();
    let heard: (message: Uint8Array) => void = () => {};
    const line = await openLine(server, token, (_, message) => {
      if (message[0] === 0 && message[1] === 1) heard(message);
    });
    const before = await server.memory();
    const times: number[] = [];
    for (let room = 0; room < rooms; room++) {
      const answered = new Promise<Uint8Array>((resolve) => {
        heard = resolve;
      });
      const began = performance.now();
      line.enter(room, writeStep1(EMPTY_VECTOR));
      const answer = await answered;
      times.push(performance.now() - began);
      if (server.kind !== "floor" && answer.length < whole.length)
        throw new Error(`Room ${room} came back with ${answer.length} bytes instead of ${whole.length}`);
    }
    const memory = await server.memory();
    line.close();
    return { p50: percentile(times, 0.5), kB: ((memory - before) * 1_024) / rooms, rooms };
  },
};

const DISK_ROOMS = 20;

const disk: Workload = {
  meant: keeps,
  run: async (server, scale) => {
    const tokens = await prepare(server, DISK_ROOMS, DISK_ROOMS);
    await server.start();
    await server.stop();
    if (isApostil(server.kind)) vacuum(server);
    const empty = server.bytes();
    await server.start(scale.profile);
    const crowd = new Crowd(server, DISK_ROOMS);
    await crowd.enter(tokens);
    for (let edit = 0; edit < EDITS; edit++) {
      for (let room = 0; room < DISK_ROOMS; room++) crowd.write(room, room, typeLetter);
      await after(8);
    }
    await crowd.quiet();
    crowd.leave();
    // Long enough for those that write what has rested a while.
    await after(3_000);
    await server.stop();
    const perThousand = (bytes: number): number => (bytes - empty) / DISK_ROOMS;
    const whole = perThousand(server.bytes());
    if (!isApostil(server.kind)) return { bytes: whole };
    return { bytes: whole, compacted: perThousand(await compactedBytes(server, DISK_ROOMS)) };
  },
};

const LOST_EDITS = 4_500;

const lost: Workload = {
  meant: (kind) => kind !== "floor",
  run: async (server) => {
    const rooms = TYPISTS;
    const tokens = await prepare(server, rooms, TYPISTS);
    await server.start();
    const crowd = new Crowd(server, rooms);
    await crowd.enter(tokens);
    for (let edit = 0; edit < LOST_EDITS / rooms; edit++) {
      for (let room = 0; room < rooms; room++) crowd.write(room, room, typeLetter);
      await after(4);
    }
    const all = (): boolean => crowd.differences() === 0;
    for (const end = Date.now() + 20_000; !all(); await after(1))
      if (Date.now() > end) throw new Error("The witnesses did not get everything");
    await server.kill();
    crowd.leave();
    await server.start();
    const reader = new Crowd(server, rooms);
    await reader.enter(tokens.slice(0, 1));
    await reader.quiet();
    const letters = (doc: Y.Doc | undefined): number =>
      doc
        ?.getXmlFragment("note")
        .toString()
        .replace(/<[^>]*>/g, "").length ?? 0;
    const written = crowd.docs.reduce((sum, doc) => sum + letters(doc), 0);
    const found = (reader.seen[0] ?? []).reduce((sum, doc) => sum + letters(doc), 0);
    reader.leave();
    return { lost: written - found, of: written };
  },
};

export const WORKLOADS = { steady, tenfold, rejoin, cold, disk, lost } as const;
export type Row = keyof typeof WORKLOADS;
export const ROWS = Object.keys(WORKLOADS) as Row[];

/** One row for one program, on a fresh server that is gone afterwards. */
export async function measure(row: Row, kind: Kind, scale: Scale): Promise<Figures> {
  const server = new Server(kind);
  try {
    return await WORKLOADS[row].run(server, scale);
  } finally {
    // A profile is written at a clean end.
    if (scale.profile) await server.stop();
    await server.dispose();
  }
}
