import { once } from "node:events";
import { uuidv7 } from "@apostil/shared/model";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { join, leaveAll, type Stock, synced, wordsIn, write } from "../conformance/stock.ts";
import { startServer, type TestServer } from "../support/start-server.ts";
import { until } from "../support/until.ts";
import { type Attack, VECTORS as VECTOR_BYTES } from "./attacks.ts";
import { Bytes } from "./bytes.ts";
import { Random } from "./random.ts";
import { targetOf } from "./target.ts";

export type Outcome = { readonly code: number | null; readonly harm: string | null };

/** Whole messages, other than updates. */
export type Message = { readonly name: string; readonly message: (victim: number) => Uint8Array };

const ATTACKED = "sres2395/op1/shared";
const QUIET = "sres2395/op2/shared";

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

const sync = (kind: number, payload: Uint8Array): Uint8Array =>
  new Bytes().n(SYNC, kind, payload.length).raw(payload).done();

export const VECTORS: readonly Message[] = VECTOR_BYTES.map(({ name, vector }) => ({
  name,
  message: () => sync(STEP_1, vector()),
}));

/** An awareness message: entries of client id, clock and state. */
function awareness(entries: readonly (readonly [number, number, unknown])[]): Uint8Array {
  const inside = new Bytes().n(entries.length);
  for (const [client, clock, state] of entries) inside.n(client, clock).text(JSON.stringify(state));
  const bytes = inside.done();
  return new Bytes().n(1, bytes.length).raw(bytes).done();
}

export const AWARENESS: readonly Message[] = [
  {
    name: "an awareness of 100,000 people",
    message: () => awareness(Array.from({ length: 100_000 }, (_, n) => [n + 1, 1, {}])),
  },
  {
    name: "another's client id in awareness",
    message: (victim) => awareness([[victim, 1_000, { user: { name: "Forged" } }]]),
  },
  { name: "a huge name", message: () => awareness([[5, 1, { user: { name: "x".repeat(500_000) } }]]) },
  { name: "an awareness that is no JSON", message: () => new Bytes().n(1, 5, 1, 5, 1, 1).byte(123).done() },
  { name: "an unknown message", message: () => Uint8Array.of(99, 1, 2, 3) },
];

/** A real server, a room under attack with two people in it, and a quiet room whose writer must not notice. */
export class Siege {
  readonly #server: TestServer;
  readonly #tokens: { readonly attacker: string; readonly victim: string };
  readonly #random: Random;
  readonly #victim: Stock;
  readonly #quiet: Stock;
  /** How long each edit in the quiet room took to be saved, in milliseconds. */
  readonly waits: number[] = [];
  #next = 2_000_000;

  private constructor(
    server: TestServer,
    tokens: { readonly attacker: string; readonly victim: string },
    random: Random,
  ) {
    this.#server = server;
    this.#tokens = tokens;
    this.#random = random;
    this.#victim = join(server, ATTACKED, tokens.victim);
    this.#quiet = join(server, QUIET, tokens.victim, { saved: true });
  }

  static async begin(seed: number): Promise<Siege> {
    const server = await startServer();
    const attacker = await server.token({ name: "Mallory", delegation: "Ghana", role: "editor" });
    const victim = await server.token({ name: "Kari", delegation: "Norway", role: "editor" });
    const siege = new Siege(server, { attacker, victim }, new Random(seed));
    await Promise.all([synced(siege.#victim), synced(siege.#quiet)]);
    write(siege.#victim.doc, "Encourages all States to integrate gender");
    const fields = {
      motivation: "commenting",
      target: {},
      body: [{ type: "TextualBody", value: "Who says so?", purpose: "commenting" }],
    };
    const id = uuidv7(Date.now(), new Uint8Array(10));
    const said = await server.request(victim, "POST", "/api/rooms/sres2395/op1/shared/annotations", {
      id,
      ...fields,
    });
    if (!said.ok) throw new Error(await said.text());
    await until("the annotation to be there", () => siege.#victim.doc.getMap("annotations").size > 0);
    await until("the words to be on disk", async () => (await siege.#stored()).length > 0);
    return siege;
  }

  /** Sends the updates of an entry and waits for what comes of them, while the quiet room is used. */
  async run(attack: Attack): Promise<Outcome> {
    this.#next += 100_000;
    const state = Y.encodeStateAsUpdate(this.#victim.doc);
    const updates = attack.updates(targetOf(state, this.#next, this.#random));
    return this.#assault(
      updates.map((bytes) => sync(UPDATE, bytes)),
      attack.refused,
    );
  }

  /** Sends a whole message. */
  async say({ message }: Message): Promise<Outcome> {
    return this.#assault([message(this.#victim.doc.clientID)], false);
  }

  async #assault(messages: readonly Uint8Array[], refused: boolean): Promise<Outcome> {
    const before = wordsIn(this.#victim.doc);
    const address = this.#server.origin.replace("http", "ws");
    const socket = new WebSocket(`${address}/rooms/${ATTACKED}?saved=1&token=${this.#tokens.attacker}`);
    const closed = once(socket, "close") as Promise<[number]>;
    socket.on("error", () => {});
    await once(socket, "open");
    socket.send(sync(STEP_2, Uint8Array.of(0, 0)));
    for (const message of messages) socket.send(message);
    this.waits.push(await this.#work());
    // what the quiet room wrote later is on disk, so what came of this is known, too
    if (!refused) socket.close(1000);
    const [code] = await closed;
    const after = wordsIn(this.#victim.doc);
    const same =
      JSON.stringify(after) === JSON.stringify(before) && this.#victim.doc.getMap("annotations").size === 1;
    return { code: code === 1000 ? null : code, harm: same ? null : "the words changed" };
  }

  /** An edit in the quiet room: how long until it is saved. */
  async #work(): Promise<number> {
    const { doc, provider, saved } = this.#quiet;
    const known = saved.length;
    const began = performance.now();
    const told = new Promise<void>((resolve) => {
      const handler = provider.messageHandlers[4];
      provider.messageHandlers[4] = (...given) => {
        handler?.(...given);
        provider.messageHandlers[4] = handler as NonNullable<typeof handler>;
        resolve();
      };
    });
    write(doc, `word ${known}`);
    await told;
    return performance.now() - began;
  }

  /** Resident memory of the server, in MB, as it says itself. */
  async memory(): Promise<number> {
    const figures = await (await fetch(`${this.#server.origin}/metrics`)).text();
    return (
      Number(/^apostil_process_resident_memory_bytes (\S+)/m.exec(figures)?.[1] ?? Number.NaN) / 1_048_576
    );
  }

  /** Whether the attacked room is still written and read, and all see the same; what is wrong otherwise. */
  async livesOn(): Promise<string | null> {
    const other = join(this.#server, ATTACKED, this.#tokens.attacker);
    await synced(other);
    write(other.doc, "Mallory repents");
    write(this.#victim.doc, "Kari goes on");
    const both = (doc: Y.Doc) =>
      ["Mallory repents", "Kari goes on"].every((words) => wordsIn(doc).includes(words));
    await until("both to see both", () => both(this.#victim.doc) && both(other.doc));
    await until("both to be on disk", async () => (await this.#stored()).includes("Kari goes on"));
    const [one, two, three] = [wordsIn(this.#victim.doc), wordsIn(other.doc), await this.#stored()].map(
      (words) => JSON.stringify(words),
    );
    return one === two && two === three ? null : "replicas differ";
  }

  async #stored(): Promise<string[]> {
    const newcomer = join(this.#server, ATTACKED, this.#tokens.victim);
    await synced(newcomer);
    const words = wordsIn(newcomer.doc);
    newcomer.provider.destroy();
    return words;
  }

  async end(): Promise<void> {
    leaveAll();
    await this.#server.dispose();
  }
}
