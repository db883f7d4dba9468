import type { Delegation } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { RoomEngine } from "../engine/engine.ts";
import type { People } from "../people/people.ts";
import { RoomAwareness } from "./awareness.ts";
import { stamp } from "./presence-state.ts";
import type { RoomSession } from "./session.ts";

type InRoom = (room: RoomKey) => Iterable<RoomSession>;

/** Presence of the rooms in which somebody said that they are there, with the names and colours that the server knows. */
export class Presence {
  readonly #people: Pick<People, "list">;
  readonly #engine: Pick<RoomEngine, "ownerOf">;
  readonly #rooms = new Map<RoomKey, RoomAwareness<RoomSession>>();
  #delegations: Promise<ReadonlyMap<string, Delegation>> | null = null;
  #known: ReadonlyMap<string, Delegation> = new Map();

  constructor(people: Pick<People, "list">, engine: Pick<RoomEngine, "ownerOf">) {
    this.#people = people;
    this.#engine = engine;
  }

  greet(session: RoomSession, room: RoomKey): void {
    this.#rooms.get(room)?.greet(session);
  }

  /** The session's line has room again: it hears of what it missed. */
  goOn(session: RoomSession, room: RoomKey): void {
    this.#rooms.get(room)?.goOn(session);
  }

  /** @throws Error when the bytes are no awareness message */
  receive(session: RoomSession, room: RoomKey, entries: Uint8Array, inRoom: InRoom): void {
    this.#room(room, inRoom).receive(session, entries);
  }

  leave(session: RoomSession, room: RoomKey, inRoom: InRoom): void {
    const awareness = this.#rooms.get(room);
    if (!awareness) return;
    awareness.leave(session);
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

  #room(key: RoomKey, inRoom: InRoom): RoomAwareness<RoomSession> {
    const found = this.#rooms.get(key);
    if (found) return found;
    const awareness = new RoomAwareness<RoomSession>({
      participants: () => inRoom(key),
      stamp: ({ viewer: { member } }, state) =>
        stamp(state, member, this.#known.get(member.delegation ?? "") ?? null),
      ownerOf: (client) => this.#engine.ownerOf(key, client),
    });
    this.#rooms.set(key, awareness);
    return awareness;
  }
}
