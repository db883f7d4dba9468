import type { MemberId } from "@apostil/shared/model";
import { MAX_STATE_BYTES, SERVER_CLOCK_BASE, writeAwareness } from "@apostil/shared/protocol";
import { type AwarenessEntry, readEntries, writeEntries } from "./awareness-codec.ts";
import { AWARENESS_MS } from "./limits.ts";
import type { PresenceState } from "./presence-state.ts";

/** A connection as presence knows it. */
export type Participant = {
  readonly member: MemberId;
  readonly send: (message: Uint8Array) => void;
  /** Known fields of a state, with who it is stamped on it. */
  readonly stamp: (state: unknown) => PresenceState | null;
};

type Held = { readonly holder: Participant; clock: number; state: string };

const GONE = "null";

/**
 * Presence in one room. A connection speaks only for the client id that it announces itself; whatever else it sends is
 * the repetition of somebody else's state, as stock clients make it, and is dropped. The clocks that go out are the
 * server's: always rising, and so large that a repeated entry is known by its clock.
 */
export class RoomAwareness {
  readonly #participants: () => Iterable<Participant>;
  readonly #held = new Map<number, Held>();
  readonly #changed = new Map<number, AwarenessEntry>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #quietUntil = 0;
  #clock = SERVER_CLOCK_BASE;

  constructor(participants: () => Iterable<Participant>) {
    this.#participants = participants;
  }

  /** @throws Error when the bytes are no awareness message */
  receive(from: Participant, bytes: Uint8Array): void {
    for (const entry of readEntries(bytes)) if (this.#isOwn(from, entry)) this.#take(from, entry);
  }

  /** Sends a newcomer who is here. Its own member's states are left out: it may be coming back to one of them. */
  greet(newcomer: Participant): void {
    const entries = [...this.#held].flatMap(([client, { holder, clock, state }]) =>
      holder.member === newcomer.member ? [] : [{ client, clock, state }],
    );
    if (entries.length > 0) newcomer.send(writeAwareness(writeEntries(entries)));
  }

  leave(participant: Participant): void {
    for (const [client, { holder }] of this.#held)
      if (holder === participant) this.#put(client, holder, GONE);
  }

  get isEmpty(): boolean {
    return this.#held.size === 0 && this.#changed.size === 0;
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #isOwn(from: Participant, { client, clock }: AwarenessEntry): boolean {
    if (clock >= SERVER_CLOCK_BASE) return false;
    const holder = this.#held.get(client)?.holder;
    // the same member on a new socket takes over from the old one, which may not have closed yet
    return holder === undefined || holder.member === from.member;
  }

  #take(from: Participant, { client, state }: AwarenessEntry): void {
    const stamped = state.length > MAX_STATE_BYTES ? undefined : from.stamp(parsed(state));
    if (stamped === undefined) return;
    for (const [other, { holder }] of this.#held)
      if (holder === from && other !== client) this.#put(other, from, GONE);
    if (stamped !== null) this.#put(client, from, JSON.stringify(stamped));
    else if (this.#held.get(client)?.holder === from) this.#put(client, from, GONE);
  }

  #put(client: number, holder: Participant, state: string): void {
    this.#clock = Math.max(this.#clock + 1, Date.now());
    if (state === GONE) this.#held.delete(client);
    else this.#held.set(client, { holder, clock: this.#clock, state });
    this.#changed.set(client, { client, clock: this.#clock, state });
    this.#schedule();
  }

  /** At once when it was quiet, then at most every {@link AWARENESS_MS}; the last state always goes out. */
  #schedule(): void {
    if (this.#timer) return;
    const wait = Math.max(0, this.#quietUntil - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#quietUntil = Date.now() + AWARENESS_MS;
      this.#flush();
    }, wait);
  }

  /** Never back to whom it speaks of: a client that receives its own state sends it again. */
  #flush(): void {
    const entries = [...this.#changed.values()];
    this.#changed.clear();
    const all = writeAwareness(writeEntries(entries));
    for (const participant of this.#participants()) {
      const others = entries.filter(({ client }) => this.#held.get(client)?.holder !== participant);
      if (others.length === entries.length) participant.send(all);
      else if (others.length > 0) participant.send(writeAwareness(writeEntries(others)));
    }
  }
}

/** `undefined` for what is no JSON. */
function parsed(state: string): unknown {
  try {
    return JSON.parse(state);
  } catch {
    return undefined;
  }
}
