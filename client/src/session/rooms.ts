import type { Annotation } from "@apostil/shared/model";
import type { RoomName } from "@apostil/shared/protocol";
import type { Clock } from "./clock.ts";
import type { Link } from "./link.ts";
import { Listeners } from "./listeners.ts";
import type { RoomCopy } from "./local/room-copy.ts";
import { Room } from "./room.ts";
import type { RoomHandle } from "./room-handle.ts";
import type { SetAside } from "./set-aside.ts";

/** A room that nobody uses stays open this long: pages scroll back, and React mounts twice while developing. */
const LINGER_MS = 5_000;

export type RoomsParts = {
  readonly link: Link;
  readonly clock: Clock;
  readonly setAside: SetAside;
  /** What the outbox holds, laid over the server's annotations. */
  readonly outbox: {
    merge(room: RoomName, annotations: readonly Annotation[]): readonly Annotation[];
    onRoom(listener: (room: RoomName) => void): () => void;
  };
  /** This browser's copy of a room; without it, pages remember nothing. */
  copyOf?(room: RoomName): RoomCopy | null;
  mayWrite(room: RoomName): boolean;
  rightsChanged(): void;
};

type Entry = { readonly room: Room; users: number; cancelClose: (() => void) | null };

/** The rooms of the page, each opened once however many parts of the page use it. */
export class Rooms {
  readonly #parts: RoomsParts;
  readonly #entries = new Map<RoomName, Entry>();
  readonly #savedChanges = new Listeners();
  readonly #leave: readonly (() => void)[];

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#leave = [
      parts.link.subscribe(() => this.#each((room) => room.linkChanged())),
      parts.link.onAlive(() => this.#each((room) => room.alive())),
      parts.link.onGeneration(() => this.#each((room) => room.otherGeneration())),
      parts.setAside.subscribe(() => this.#each((room) => room.changed())),
      parts.outbox.onRoom((name) => this.#entries.get(name)?.room.annotationsChanged()),
    ];
  }

  /** Opens the room, or joins those who use it already. Each use ends with one `release`. */
  use(name: RoomName): RoomHandle {
    const entry = this.#entries.get(name) ?? this.#open(name);
    entry.users++;
    entry.cancelClose?.();
    entry.cancelClose = null;
    return entry.room;
  }

  /** Edits of all rooms that the server has not acknowledged. */
  unsaved(): number {
    let sum = 0;
    for (const { room } of this.#entries.values()) sum += room.unsaved;
    return sum;
  }
  /** Called when {@link unsaved} may be another number. */
  readonly onSaved = (listener: () => void): (() => void) => this.#savedChanges.subscribe(listener);

  /** Role or delegation of the signed-in person changed. */
  rightsChanged(): void {
    this.#each((room) => room.rightsChanged());
  }

  close(): void {
    for (const leave of this.#leave) leave();
    for (const name of [...this.#entries.keys()]) this.#close(name);
  }

  #open(name: RoomName): Entry {
    const { link, clock, setAside, outbox, mayWrite, rightsChanged } = this.#parts;
    const room = new Room(name, {
      link,
      clock,
      setAside,
      copyOf: this.#parts.copyOf ?? (() => null),
      mayWrite,
      rightsChanged,
      withOutbox: outbox.merge,
      released: () => this.#released(name),
    });
    room.onSaved(() => this.#savedChanges.notify());
    const entry: Entry = { room, users: 0, cancelClose: null };
    this.#entries.set(name, entry);
    return entry;
  }

  #released(name: RoomName): void {
    const entry = this.#entries.get(name);
    if (!entry) return;
    entry.users--;
    if (entry.users === 0) this.#closeLater(entry);
  }

  /** Never while something in it is not saved. */
  #closeLater(entry: Entry): void {
    entry.cancelClose = this.#parts.clock.later(() => {
      if (entry.room.unsaved > 0) this.#closeLater(entry);
      else this.#close(entry.room.name);
    }, LINGER_MS);
  }

  #close(name: RoomName): void {
    const entry = this.#entries.get(name);
    this.#entries.delete(name);
    entry?.cancelClose?.();
    entry?.room.close();
  }

  #each(act: (room: Room) => void): void {
    for (const { room } of [...this.#entries.values()]) act(room);
  }
}
