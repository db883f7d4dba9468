import type { Delegation } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { RoomEngine } from "../engine/engine.ts";
import type { People } from "../people/people.ts";
import { type Participant, RoomAwareness } from "./awareness.ts";
import { stamp } from "./presence-state.ts";
import type { RoomSession } from "./session.ts";

type InRoom = (room: RoomKey) => Iterable<RoomSession>;

/** Presence of all rooms, with the names and colours that the server knows. */
export class Presence {
  readonly #people: Pick<People, "list">;
  readonly #engine: Pick<RoomEngine, "ownerOf">;
  readonly #rooms = new Map<RoomKey, RoomAwareness>();
  readonly #participants = new Map<RoomSession, Participant>();
  #delegations: Promise<ReadonlyMap<string, Delegation>> | null = null;
  #known: ReadonlyMap<string, Delegation> = new Map();

  constructor(people: Pick<People, "list">, engine: Pick<RoomEngine, "ownerOf">) {
    this.#people = people;
    this.#engine = engine;
  }

  greet(session: RoomSession, room: RoomKey, inRoom: InRoom): void {
    if (this.#rooms.has(room)) this.#room(room, inRoom).greet(this.#participant(session));
  }

  /** The session's line has room again: it hears of what it missed. */
  goOn(session: RoomSession, room: RoomKey): void {
    const participant = this.#participants.get(session);
    if (participant) this.#rooms.get(room)?.goOn(participant);
  }

  /** @throws Error when the bytes are no awareness message */
  receive(session: RoomSession, room: RoomKey, entries: Uint8Array, inRoom: InRoom): void {
    this.#room(room, inRoom).receive(this.#participant(session), entries);
  }

  leave(session: RoomSession, room: RoomKey, inRoom: InRoom): void {
    const participant = this.#participants.get(session);
    this.#participants.delete(session);
    const awareness = this.#rooms.get(room);
    if (participant) awareness?.leave(participant);
    if (!awareness) return;
    for (const _ of inRoom(room)) return;
    awareness.close();
    this.#rooms.delete(room);
  }

  /** Reads the delegations, unless they are known: states are stamped with their colours. */
  async ready(): Promise<void> {
    this.#delegations ??= this.#people
      .list()
      .then(({ delegations }) => new Map(delegations.map((delegation) => [delegation.slug, delegation])));
    this.#known = await this.#delegations.catch(() => this.#known);
  }

  /** Delegations may have changed. */
  forget(): void {
    this.#delegations = null;
  }

  #room(key: RoomKey, inRoom: InRoom): RoomAwareness {
    const found = this.#rooms.get(key);
    if (found) return found;
    const awareness = new RoomAwareness({
      participants: () => [...inRoom(key)].map((session) => this.#participant(session)),
      ownerOf: (client) => this.#engine.ownerOf(key, client),
    });
    this.#rooms.set(key, awareness);
    return awareness;
  }

  #participant(session: RoomSession): Participant {
    const found = this.#participants.get(session);
    if (found) return found;
    const participant: Participant = {
      member: session.viewer.member.id,
      send: (message) => {
        const taken = session.line.offer(message);
        if (!taken) session.visitor.waiting.add(session);
        return taken;
      },
      stamp: (state) => {
        const { member } = session.viewer;
        return stamp(state, member, this.#known.get(member.delegation ?? "") ?? null);
      },
    };
    this.#participants.set(session, participant);
    return participant;
  }
}
