import { may, PRESENCE_PARAGRAPH, type TextId } from "@apostil/shared/model";
import {
  type Me,
  type RoomKey,
  type RoomName,
  resolveRoom,
  roomKey,
  roomName,
  roomOfKey,
} from "@apostil/shared/protocol";
import { type Api, api as pageApi } from "./api.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Link, type LinkState } from "./link.ts";
import { Listeners, type Watched } from "./listeners.ts";
import { NO_SHELF } from "./local/item.ts";
import type { LocalRooms } from "./local/local-rooms.ts";
import { RoomCopy } from "./local/room-copy.ts";
import { Outbox } from "./outbox.ts";
import type { Command } from "./overlay.ts";
import { Presence } from "./presence.ts";
import { Rooms } from "./rooms.ts";
import { type SaveState, saveState } from "./save-state.ts";
import { SetAside } from "./set-aside.ts";

/** All that a signed-in page holds of the server. One per page; closed when it is left or somebody else signs in. */
export type Session = {
  /** Who is signed in, with the rights of now. The same object until they change. */
  readonly me: Me;
  /** `null` once the server says that nobody is signed in. What is not saved stays here until the page is left. */
  readonly who: Watched<Me | null>;
  readonly link: Link;
  readonly clock: Clock;
  readonly rooms: Rooms;
  readonly outbox: Outbox;
  readonly setAside: SetAside;
  readonly saveState: Watched<SaveState>;
  /** Whether this browser keeps copies of what is written until the server has it. */
  readonly keeping: Watched<boolean>;
  /** Deletes this browser's copies of the member's rooms, also what the server has not got. */
  forget(): Promise<void>;
  /** Who has the text open. Shared by all who ask for the same text; each gives it back with `release`. */
  presence(text: TextId): { readonly presence: Presence; release(): void };
  /** Asks the server again who we are and what we may. */
  refresh(): Promise<void>;
  close(): void;
};

/** What a session takes from its surroundings; the browser's by default. */
export type SessionOptions = {
  readonly api?: Api;
  readonly clock?: Clock;
  readonly WebSocket?: typeof WebSocket;
  /** `wss://host/link`; the page's own host by default. */
  readonly linkUrl?: string;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** This browser's copies of rooms, of the same member and generation; `null` where none can be kept. */
  readonly local?: LocalRooms | null;
  /** Where `online`, `offline` and `beforeunload` happen; `null` for nowhere. */
  readonly page?: Pick<Window, "addEventListener" | "removeEventListener"> | null;
};

/** Opens the link for the person who is signed in. */
export function openSession(me: Me, options: SessionOptions = {}): Session {
  const who = new Who(me);
  const api = options.api ?? pageApi;
  const clock = options.clock ?? systemClock;
  const shelf = options.local?.shelf ?? NO_SHELF;
  const setAside = new SetAside(shelf);
  const link = new Link({
    url: options.linkUrl ?? ownLink(),
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    clock,
    generation: me.generation,
  });
  const outbox = new Outbox({
    clock,
    send: (command) => carryOut(api, command),
    creator: () => ({ id: who.me.member.id, name: who.me.member.name, delegation: who.me.member.delegation }),
    randomBytes: options.randomBytes ?? ownRandom,
    shelf,
  });
  const refresh = refresher(api, who, () => rooms.rightsChanged());
  const rooms = new Rooms({
    link,
    clock,
    setAside,
    outbox,
    copyOf: copies(options.local ?? null, who, link),
    mayWrite: (room) => mayWriteNote(who.me, room),
    rightsChanged: () => void refresh(),
  });
  const parts = { link, rooms, outbox, setAside };
  const keeping = options.local?.keeping ?? KEEPS_NOTHING;
  const page = options.page === undefined ? ownPage() : options.page;
  const leavePage = watchPage(page, { ...parts, keeping }, refresh);
  link.onGeneration(() => outbox.otherGeneration());
  whenLinkChanges(link, { up: outbox.resume, upAgain: () => void refresh(), ended: () => void refresh() });
  for (const room of options.local?.unsentRooms ?? []) deliver(rooms, room as RoomKey);
  link.resume();
  return {
    get me() {
      return who.me;
    },
    who,
    clock,
    ...parts,
    saveState: saveState(parts),
    presence: presences(who, rooms),
    keeping,
    forget: async () => options.local?.wipe(),
    refresh,
    close: () => {
      leavePage();
      outbox.close();
      rooms.close();
      link.close();
      options.local?.close();
    },
  };
}

const KEEPS_NOTHING: Watched<boolean> = { get: () => false, subscribe: () => () => {} };

/** This browser's copy for each room but those that hold presence alone, as long as the store is the one of the copies. */
function copies(local: LocalRooms | null, who: Who, link: Link): (name: RoomName) => RoomCopy | null {
  let kept = local;
  link.onGeneration(() => {
    kept = null;
  });
  return (name) => {
    const room = resolveRoom(name, who.me.member);
    if (!kept || !room || room.paragraph === PRESENCE_PARAGRAPH) return null;
    return new RoomCopy(kept, roomKey(room), () => mayWriteNote(who.me, name));
  };
}

/** Opens a room until what is kept of an earlier visit has reached the server. */
function deliver(rooms: Rooms, room: RoomKey): void {
  rooms.use(roomName(roomOfKey(room))).release();
}

/** Who is signed in; remembers the last one after the end. */
class Who implements Watched<Me | null> {
  #me: Me;
  #isSignedIn = true;
  readonly #listeners = new Listeners();
  constructor(me: Me) {
    this.#me = me;
  }
  get me(): Me {
    return this.#me;
  }
  readonly get = (): Me | null => (this.#isSignedIn ? this.#me : null);
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** @returns whether it is other than before */
  set(me: Me | null): boolean {
    const isSame =
      this.#isSignedIn === (me !== null) && (!me || JSON.stringify(me) === JSON.stringify(this.#me));
    if (isSame) return false;
    this.#isSignedIn = me !== null;
    if (me) this.#me = me;
    this.#listeners.notify();
    return true;
  }
}

/** Asks who we are; once more afterwards when it was asked for meanwhile. */
function refresher(api: Api, who: Who, changed: () => void): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWantedAgain = false;
  const ask = async () => {
    do {
      isWantedAgain = false;
      try {
        if (who.set(await api.me()) && who.get()) changed();
      } catch {
        // Not reached: the link asks for it again when it is up.
      }
    } while (isWantedAgain);
    running = null;
  };
  return () => {
    if (running) isWantedAgain = true;
    else running = ask();
    return running ?? Promise.resolve();
  };
}

/** Whether the server takes our edits of the note in this room. */
function mayWriteNote({ member }: Me, name: RoomName): boolean {
  const room = resolveRoom(name, member);
  return (
    room !== null &&
    room.paragraph !== PRESENCE_PARAGRAPH &&
    may(member, { do: "writeNote", layer: room.layer })
  );
}

async function carryOut(api: Api, command: Command) {
  switch (command.kind) {
    case "create":
      return await api.createAnnotation(command.room, command.id, command.fields);
    case "patch":
      return await api.patchAnnotation(command.room, command.id, command.patch);
    case "remove":
      await api.removeAnnotation(command.room, command.id);
      return null;
  }
}

function whenLinkChanges(
  link: Watched<LinkState>,
  act: { readonly up: () => void; readonly upAgain: () => void; readonly ended: () => void },
): void {
  let wasUp = false;
  link.subscribe(() => {
    const { kind } = link.get();
    if (kind === "up") {
      act.up();
      if (wasUp) act.upAgain();
      wasUp = true;
    } else if (kind === "ended") act.ended();
    // A page that began without the server knows its member from an earlier visit.
    else if (kind === "down") wasUp = true;
  });
}

function presences(who: Who, rooms: Rooms): Session["presence"] {
  const open = new Map<TextId, { readonly presence: Presence; users: number }>();
  return (text) => {
    const entry = open.get(text) ?? {
      presence: new Presence({ text, me: who.me, use: (name) => rooms.use(name) }),
      users: 0,
    };
    open.set(text, entry);
    entry.users++;
    return {
      presence: entry.presence,
      release: () => {
        if (--entry.users > 0) return;
        open.delete(text);
        entry.presence.close();
      },
    };
  };
}

/**
 * Listens to the network's coming and going, asks who we are when somebody comes back to the page, and asks before a page
 * is left with something unsaved on it.
 */
function watchPage(
  page: SessionOptions["page"],
  {
    link,
    rooms,
    outbox,
    setAside,
    keeping,
  }: Pick<Session, "link" | "rooms" | "outbox" | "setAside" | "keeping">,
  refresh: () => Promise<void>,
): () => void {
  const comeBack = () => void refresh();
  const warn = (event: Event) => {
    const aside = keeping.get() ? 0 : setAside.get().length;
    if (rooms.unsaved() + outbox.pending() + aside > 0) event.preventDefault();
  };
  page?.addEventListener("online", link.resume);
  page?.addEventListener("offline", link.interrupt);
  page?.addEventListener("focus", comeBack);
  page?.addEventListener("beforeunload", warn);
  return () => {
    page?.removeEventListener("online", link.resume);
    page?.removeEventListener("offline", link.interrupt);
    page?.removeEventListener("focus", comeBack);
    page?.removeEventListener("beforeunload", warn);
  };
}

const ownPage = (): Window | null => (typeof window === "undefined" ? null : window);

function ownLink(): string {
  const url = new URL("/link", globalThis.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function ownRandom(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
