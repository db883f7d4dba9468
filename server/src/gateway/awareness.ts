import type { MemberId } from "@apostil/shared/model";
import { MAX_STATE_BYTES, SERVER_CLOCK_BASE, writeAwareness } from "@apostil/shared/protocol";
import { type AwarenessEntry, readEntries, writeEntries } from "./awareness-codec.ts";
import { AWARENESS_MS, MAX_AWARENESS_ENTRIES, RENEW_MS } from "./limits.ts";
import type { PresenceState } from "./presence-state.ts";

/** A connection as presence knows it. */
export type Participant = {
  readonly member: MemberId;
  /** @returns `false` when it does not read: {@link RoomAwareness.goOn} is called when it does */
  tell(message: Uint8Array): boolean;
};

export type AwarenessParts<Who extends Participant> = {
  readonly participants: () => Iterable<Who>;
  /** Known fields of a state, with who it is stamped on it. */
  readonly stamp: (from: Who, state: unknown) => PresenceState | null;
  /** Who writes under this client id in the room; `null` while nobody does. */
  readonly ownerOf: (client: number) => Promise<MemberId | null>;
};

type Held<Who> = { readonly holder: Who; readonly clock: number; readonly state: string };

const GONE = "null";

/**
 * Presence in one room. A connection speaks only for the client id that it announces itself, and never for one that
 * another member writes under; whatever else it sends is the repetition of somebody else's state, as stock clients make
 * it, and is dropped. The clocks that go out are the server's: always rising, and so large that a repeated entry is known
 * by its clock.
 */
export class RoomAwareness<Who extends Participant> {
  readonly #parts: AwarenessParts<Who>;
  readonly #own = new Map<Who, number>();
  /** The latest entry of who announced an id whose owner is being looked up. */
  readonly #claims = new Map<Who, AwarenessEntry>();
  readonly #held = new Map<number, Held<Who>>();
  readonly #changed = new Map<number, AwarenessEntry>();
  /** Ids that the others have heard of. */
  readonly #told = new Set<number>();
  /** Ids whose news did not reach somebody who does not read. */
  readonly #missed = new Map<Who, Set<number>>();
  /** Ids that said again what they had said. */
  readonly #renewed = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #renewal: ReturnType<typeof setTimeout> | null = null;
  #quietUntil = 0;
  #clock = SERVER_CLOCK_BASE;

  constructor(parts: AwarenessParts<Who>) {
    this.#parts = parts;
  }

  /** @throws Error when the bytes are no awareness message */
  receive(from: Who, bytes: Uint8Array): void {
    const entry = readEntries(bytes).findLast((each) => this.#isOwn(from, each));
    if (!entry) return;
    if (this.#own.get(from) === entry.client) return this.#take(from, entry);
    const asked = this.#claims.has(from);
    this.#claims.set(from, entry);
    if (!asked) void this.#claim(from, entry.client);
  }

  /** Sends a newcomer who is here. Its own member's states are left out: it may be coming back to one of them. */
  greet(newcomer: Who): void {
    const entries = [...this.#held].flatMap(([client, { holder, clock, state }]) =>
      holder.member === newcomer.member ? [] : [{ client, clock, state }],
    );
    this.#send(newcomer, entries);
  }

  /** Sends who was out of reach how those are now of whom they missed something. */
  goOn(participant: Who): void {
    const missed = this.#missed.get(participant);
    if (!missed) return;
    this.#missed.delete(participant);
    const entries = [...missed].flatMap((client) => {
      const held = this.#held.get(client);
      if (held?.holder === participant) return [];
      const clock = held?.clock ?? this.#nextClock();
      return [{ client, clock, state: held?.state ?? GONE }];
    });
    this.#send(participant, entries);
  }

  leave(participant: Who): void {
    this.#claims.delete(participant);
    this.#own.delete(participant);
    this.#missed.delete(participant);
    for (const [client, { holder }] of this.#held)
      if (holder === participant) this.#put(client, holder, GONE);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#renewal) clearTimeout(this.#renewal);
  }

  /**
   * Whether this speaks of the sender itself. What others repeat has the clock that it was sent with; a clock just above
   * it is that of someone who was sent their own id, because another had announced it.
   */
  #isOwn(from: Who, { client, clock }: AwarenessEntry): boolean {
    if (clock < SERVER_CLOCK_BASE || this.#own.get(from) === client) return true;
    return clock > (this.#held.get(client)?.clock ?? Number.POSITIVE_INFINITY);
  }

  async #claim(from: Who, client: number): Promise<void> {
    const owner = await this.#parts.ownerOf(client).catch(() => null);
    const latest = this.#claims.get(from);
    if (!latest) return;
    // it announced another id meanwhile
    if (latest.client !== client) return this.#claim(from, latest.client);
    this.#claims.delete(from);
    if (!this.#mayHold(from, client, owner)) return;
    for (const [other, own] of this.#own) if (own === client) this.#own.delete(other);
    this.#own.set(from, client);
    this.#take(from, latest);
  }

  /** The one who writes under it; where nobody does, who came first, on whichever of their sockets is the newest. */
  #mayHold(from: Who, client: number, owner: MemberId | null): boolean {
    const holder = this.#held.get(client)?.holder.member;
    return (owner ?? holder ?? from.member) === from.member;
  }

  #take(from: Who, { client, state }: AwarenessEntry): void {
    const stamped = state.length > MAX_STATE_BYTES ? undefined : this.#parts.stamp(from, parsed(state));
    if (stamped === undefined) return;
    for (const [other, { holder }] of this.#held)
      if (holder === from && other !== client) this.#put(other, from, GONE);
    const held = this.#held.get(client);
    const now = stamped === null ? GONE : JSON.stringify(stamped);
    if (held?.holder === from && held.state === now) this.#renew(client);
    else if (stamped !== null) this.#put(client, from, now);
    else if (this.#held.get(client)?.holder === from) this.#put(client, from, GONE);
  }

  #put(client: number, holder: Who, state: string): void {
    this.#nextClock();
    if (state === GONE) this.#held.delete(client);
    else this.#held.set(client, { holder, clock: this.#clock, state });
    // nobody needs to hear of the end of what nobody heard of
    if (state === GONE && !this.#told.has(client)) this.#changed.delete(client);
    else this.#changed.set(client, { client, clock: this.#clock, state });
    this.#schedule();
  }

  #nextClock(): number {
    this.#clock = Math.max(this.#clock + 1, Date.now());
    return this.#clock;
  }

  /** Nobody needs to hear at once that nothing changed: all who say so are renewed together. */
  #renew(client: number): void {
    this.#renewed.add(client);
    this.#renewal ??= setTimeout(() => {
      this.#renewal = null;
      for (const each of this.#renewed) {
        const held = this.#held.get(each);
        if (held) this.#put(each, held.holder, held.state);
      }
      this.#renewed.clear();
    }, RENEW_MS);
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
    if (entries.length === 0) return;
    for (const { client, state } of entries) {
      if (state === GONE) this.#told.delete(client);
      else this.#told.add(client);
    }
    const all = writeAwareness(writeEntries(entries));
    const holders = new Set(entries.map(({ client }) => this.#held.get(client)?.holder));
    for (const participant of this.#parts.participants()) {
      if (!holders.has(participant)) this.#send(participant, entries, all);
      else
        this.#send(
          participant,
          entries.filter(({ client }) => this.#held.get(client)?.holder !== participant),
        );
    }
  }

  /** What does not go out is sent when the other one reads again, as it is then. */
  #send(participant: Who, entries: readonly AwarenessEntry[], encoded?: Uint8Array): void {
    if (entries.length === 0) return;
    if (participant.tell(encoded ?? writeAwareness(writeEntries(entries)))) return;
    const missed = this.#missed.get(participant) ?? new Set();
    for (const { client } of entries) if (missed.size < MAX_AWARENESS_ENTRIES) missed.add(client);
    this.#missed.set(participant, missed);
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
