import type { MemberId, ParagraphId, TextId } from "@apostil/shared/model";
import { PRESENCE_PARAGRAPH } from "@apostil/shared/model";
import type { Me } from "@apostil/shared/protocol";
import { Listeners, type Watched } from "./listeners.ts";
import type { RoomHandle } from "./room-handle.ts";

/** Somebody else who has the text open. */
export type PersonHere = {
  readonly member: MemberId;
  readonly name: string;
  /** Slug. */
  readonly delegation: string | null;
  /** `#rrggbb` */
  readonly colour: string;
  /** Where they are, if they say so where we may hear it. */
  readonly paragraph: ParagraphId | null;
};

/** Where we are, and in which layer we write there. */
export type Here = { readonly layer: string; readonly paragraph: ParagraphId | null };

/** What one presence room hears of us; `null`: nothing. */
type Announcement = { readonly paragraph?: ParagraphId } | null;

/**
 * Who hears where we are. In the shared room everybody hears that we are here, and the paragraph only while we write
 * for everybody; a delegation's room hears the paragraph while we write in its layer. Of what is private nobody hears.
 */
export function announcements(
  { layer, paragraph }: Here,
  delegation: string | null,
): { readonly shared: Announcement; readonly delegation: Announcement } {
  const there = paragraph === null ? {} : { paragraph };
  return {
    shared: layer === "shared" ? there : {},
    delegation: delegation !== null && layer === delegation ? there : null,
  };
}

/**
 * One person for each member but `self`, sorted by name.
 * @param states awareness states as the server stamps them; the first that names a paragraph counts
 */
export function peopleIn(states: Iterable<unknown>, self: MemberId): readonly PersonHere[] {
  const people = new Map<MemberId, PersonHere>();
  for (const state of states) {
    const person = personOf(state);
    if (!person || person.member === self) continue;
    const known = people.get(person.member);
    if (!known || known.paragraph === null) people.set(person.member, person);
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.member < b.member ? -1 : 1));
}

/** A state that the server did not stamp is our own. */
function personOf(state: unknown): PersonHere | null {
  const { user, paragraph } = state as {
    readonly user?: { id?: MemberId; name?: string; delegation?: string | null; color?: string };
    readonly paragraph?: ParagraphId;
  };
  if (!user?.id || !user.name || !user.color) return null;
  return {
    member: user.id,
    name: user.name,
    delegation: user.delegation ?? null,
    colour: user.color,
    paragraph: paragraph ?? null,
  };
}

export type PresenceParts = {
  readonly text: TextId;
  readonly me: Me;
  use(room: string): RoomHandle;
};

/** Who has a text open, and where we say that we are. One per text and page. */
export class Presence implements Watched<readonly PersonHere[]> {
  readonly #me: Me;
  readonly #delegation: string | null;
  readonly #shared: RoomHandle;
  readonly #own: RoomHandle | null;
  readonly #listeners = new Listeners();
  readonly #leave: (() => void)[] = [];
  #people: readonly PersonHere[] = [];
  #stopShared: (() => void) | null = null;
  #stopOwn: (() => void) | null = null;

  constructor({ text, me, use }: PresenceParts) {
    this.#me = me;
    this.#delegation = me.member.delegation;
    this.#shared = use(`${text}/${PRESENCE_PARAGRAPH}/shared`);
    this.#own = this.#delegation === null ? null : use(`${text}/${PRESENCE_PARAGRAPH}/${this.#delegation}`);
    for (const room of [this.#shared, this.#own]) if (room) this.#listen(room);
    this.setHere({ layer: "shared", paragraph: null });
  }

  readonly get = (): readonly PersonHere[] => this.#people;
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** Says where we are. */
  setHere(here: Here): void {
    const { shared, delegation } = announcements(here, this.#delegation);
    this.#stopShared = announce(this.#shared, shared, this.#stopShared);
    if (this.#own) this.#stopOwn = announce(this.#own, delegation, this.#stopOwn);
  }

  close(): void {
    for (const leave of this.#leave) leave();
    this.#stopShared?.();
    this.#stopOwn?.();
    this.#shared.release();
    this.#own?.release();
  }

  /** Also after the room was given another document, whose awareness is a new one. */
  #listen(room: RoomHandle): void {
    const look = () => this.#look();
    let awareness = room.awareness;
    awareness.on("change", look);
    const leaveRoom = room.subscribe(() => {
      if (room.awareness === awareness) return;
      awareness.off("change", look);
      awareness = room.awareness;
      awareness.on("change", look);
      look();
    });
    this.#leave.push(leaveRoom, () => awareness.off("change", look));
  }

  #look(): void {
    const states = [this.#own, this.#shared].flatMap((room) => [
      ...(room?.awareness.getStates().values() ?? []),
    ]);
    const people = peopleIn(states, this.#me.member.id);
    if (JSON.stringify(people) === JSON.stringify(this.#people)) return;
    this.#people = people;
    this.#listeners.notify();
  }
}

/** Replaces what a room was told before. */
function announce(room: RoomHandle, fields: Announcement, stop: (() => void) | null): (() => void) | null {
  if (fields !== null) return room.announce(fields);
  stop?.();
  return null;
}
