import {
  CLOSE_CODES,
  type CloseReason,
  MAX_AWARENESS_BYTES,
  MAX_FRAME_BYTES,
  type RoomKey,
  type RoomMessage,
  readMessage,
  writeStep2,
  writeUpdate,
} from "@apostil/shared/protocol";
import type { ChannelId, CommittedUpdate, RoomEngine, RoomEvents, RoomFace } from "../engine/engine.ts";
import type { People, Viewer } from "../people/people.ts";
import type { Summaries } from "../summaries/summaries.ts";
import type { Texts } from "../texts/texts.ts";
import { accessTo } from "./access.ts";
import { MAX_ASKED, MAX_EARLY_MESSAGES } from "./limits.ts";
import { bringsNothing, Place, sameBytes, type Waiting } from "./place.ts";
import { Presence } from "./presence.ts";
import { type Denial, type Line, RoomSession, type Visitor } from "./session.ts";

export type HubParts = {
  readonly engine: RoomEngine;
  readonly people: People;
  readonly texts: Pick<Texts, "has" | "changedOutside">;
  readonly summaries: Summaries;
  /** The engine is gone: nothing can be served any more. */
  readonly onFailure: (error: Error) => void;
};

/**
 * All sessions of all rooms: brings what clients say to the engine, and what the engine committed to everybody in the
 * room. It moves bytes and knows who is where; documents and checks are the engine's.
 */
export class Hub implements RoomEvents {
  readonly #parts: HubParts;
  readonly #presence: Presence;
  readonly #visitors = new Set<Visitor>();
  readonly #sessions = new Map<ChannelId, RoomSession>();
  readonly #places = new Map<RoomKey, Place>();
  #next: ChannelId = 1;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#presence = new Presence(parts.people, parts.engine);
    parts.engine.listen(this);
  }

  get summaries(): Summaries {
    return this.#parts.summaries;
  }

  // ── From clients ───────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * A socket was opened for this person. From now until {@link depart} their rights are kept up to date.
   * @param dismiss called when their session has ended
   * @param reconsidered called when their rights are others than before
   */
  arrive(viewer: Viewer, dismiss: () => void, reconsidered = () => {}): Visitor {
    const visitor: Visitor = { viewer, dismiss, reconsidered, asks: 0, waiting: new Set() };
    this.#visitors.add(visitor);
    // their rights may have changed while the socket was being opened
    this.#regard(visitor, new Map()).catch(dismiss);
    return visitor;
  }

  depart(visitor: Visitor): void {
    this.#visitors.delete(visitor);
  }

  /** Opens a room for a visitor. The session is there at once; its rights are asked before anything is done. */
  join(line: Line, name: string, visitor: Visitor): RoomSession {
    const session = new RoomSession(this.#next++, line, name, visitor);
    this.#sessions.set(session.id, session);
    this.#admit(session).catch(() => this.#deny(session, { reason: "tryLater", why: "The server is busy" }));
    return session;
  }

  async #admit(session: RoomSession): Promise<void> {
    const { viewer } = session;
    const [access] = await Promise.all([
      accessTo(session.name, viewer, this.#parts.texts),
      this.#presence.ready(),
    ]);
    if (session.state.kind !== "joining") return;
    // their rights changed in between
    if (session.viewer !== viewer) return this.#admit(session);
    if ("reason" in access) return this.#deny(session, access);
    const { early } = session.state;
    session.state = { kind: "live", room: access.room };
    session.write = access.write;
    const place = this.#places.get(access.room) ?? this.#newPlace(access.room);
    place.sessions.add(session);
    session.line.opened();
    if (access.write) this.#askForVector(session, place);
    this.#presence.greet(session, access.room);
    for (const message of early) this.receive(session, message);
  }

  #newPlace(key: RoomKey): Place {
    const place = new Place(key);
    this.#places.set(key, place);
    return place;
  }

  /** One message of a session's client. Whatever is wrong with it closes this session alone. */
  receive(session: RoomSession, bytes: Uint8Array): void {
    if (session.state.kind === "closed") return;
    if (bytes.length > MAX_FRAME_BYTES + 16) return this.#deny(session, TOO_LARGE);
    if (session.state.kind === "joining") return this.#keep(session, session.state.early, bytes);
    let message: RoomMessage;
    try {
      message = readMessage(bytes);
      this.#take(session, session.state.room, message);
    } catch {
      this.#deny(session, { reason: "malformed", why: "These bytes are no message of a room" });
    }
  }

  #keep(session: RoomSession, early: Uint8Array[], bytes: Uint8Array): void {
    if (early.length < MAX_EARLY_MESSAGES) early.push(bytes.slice());
    else this.#deny(session, { reason: "tooMany", why: "Wait until the room is open" });
  }

  #take(session: RoomSession, room: RoomKey, message: RoomMessage): void {
    switch (message.type) {
      case "step1":
        if (!session.mayAsk(Date.now())) return this.#deny(session, TOO_MANY);
        return this.#answer(session, this.#place(room), message.vector);
      case "step2":
      case "update":
        return this.#update(session, room, message.update, message.type === "step2");
      case "awareness":
        if (message.entries.length > MAX_AWARENESS_BYTES) return this.#deny(session, TOO_LARGE);
        return this.#presence.receive(session, room, message.entries, this.#inRoom);
      case "saved":
        throw new Error("Only the server says what is saved");
    }
  }

  /** Says what it lacks: at once where that is known, from the face or else by the engine. */
  #answer(session: RoomSession, place: Place, vector: Uint8Array): void {
    const { face } = place;
    if (session.line.isBusy() || session.visitor.asks >= MAX_ASKED) {
      session.question = vector.slice();
      session.visitor.waiting.add(session);
      return;
    }
    if (!face) return this.#wait(place, { session, wants: "answer", vector: vector.slice() });
    if (vector.length === 1 && vector[0] === 0) return give(session, face.seq, place.whole);
    if (sameBytes(vector, face.vector)) return give(session, face.seq, place.nothing);
    this.#count(session, 1);
    this.#parts.engine.difference(session.id, place.key, session.viewer.member.id, vector);
  }

  #count(session: RoomSession, asks: number): void {
    session.asks += asks;
    session.visitor.asks += asks;
  }

  /** Its client has read: what of its rooms waited for that goes on. */
  resume(visitor: Visitor): void {
    for (const session of visitor.waiting) {
      if (visitor.asks >= MAX_ASKED) return;
      if (session.line.isBusy()) continue;
      visitor.waiting.delete(session);
      this.#goOn(session);
    }
  }

  /** One difference stands for all updates that were missed, and holds what a question asked for. */
  #goOn(session: RoomSession): void {
    const { room, question, cursor } = session;
    if (room === null) return;
    this.#presence.goOn(session, room);
    session.question = null;
    if (question) return this.#answer(session, this.#place(room), question);
    // an answer that is under way closes the gap as well
    if (!session.isBehind || cursor === null || session.asks > 0) return;
    this.#count(session, 1);
    this.#parts.engine.since(session.id, room, cursor);
  }

  /** It does not read: it keeps its place, and what comes after it waits in the store. */
  #fallBehind(session: RoomSession): void {
    session.isBehind = true;
    session.visitor.waiting.add(session);
  }

  /** Asks a writer for what the room lacks. */
  #askForVector(session: RoomSession, place: Place): void {
    const { face } = place;
    if (face) session.line.send(place.question);
    else this.#wait(place, { session, wants: "vector" });
  }

  #wait(place: Place, waiting: Waiting): void {
    if (place.wait(waiting)) this.#parts.engine.look(place.key, place.seq);
  }

  /** Most step 2 bring nothing: they are settled here. The engine hears of a session when it may have written. */
  #update(session: RoomSession, room: RoomKey, update: Uint8Array, step2: boolean): void {
    session.frames++;
    if (step2) session.stepped = true;
    const { engine } = this.#parts;
    if (!session.isOpen && bringsNothing(update, this.#place(room).face))
      return this.saved(session.id, session.frames);
    if (!session.isOpen) {
      session.isOpen = true;
      const { write, frames } = session;
      const stepped = session.stepped && !step2;
      engine.open(session.id, room, { actor: session.viewer.actor, write, frames: frames - 1, stepped });
    }
    engine.update(session.id, update, step2);
  }

  #place(room: RoomKey): Place {
    return this.#places.get(room) ?? this.#newPlace(room);
  }

  /** The client is gone, or closed the room itself. */
  leave(session: RoomSession): void {
    const { room } = session;
    session.state = { kind: "closed" };
    const { visitor, asks } = session;
    visitor.waiting.delete(session);
    this.#count(session, -asks);
    // nobody answers them any more: others may ask in their place
    if (asks > 0 && visitor.waiting.size > 0) this.resume(visitor);
    if (!this.#sessions.delete(session.id) || room === null) return;
    const place = this.#places.get(room);
    place?.sessions.delete(session);
    if (place?.sessions.size === 0) {
      this.#places.delete(room);
      this.#parts.engine.leave(room);
    }
    if (session.isOpen) this.#parts.engine.closed(session.id);
    this.#presence.leave(session, room, this.#inRoom);
  }

  /** More came for it than any message may hold. */
  tooLarge(session: RoomSession): void {
    this.#deny(session, TOO_LARGE);
  }

  #deny(session: RoomSession, { reason, why }: Denial): void {
    this.#close(session, CLOSE_CODES[reason], why);
  }

  #close(session: RoomSession, code: number, why: string): void {
    if (session.state.kind === "closed") return;
    this.leave(session);
    session.line.close(code, why);
  }

  closeAll(reason: CloseReason, why: string): void {
    for (const session of [...this.#sessions.values()]) this.#deny(session, { reason, why });
  }

  readonly #inRoom = (room: RoomKey): Iterable<RoomSession> => this.#places.get(room)?.sessions ?? [];

  // ── Rights that change ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Members, delegations or sessions changed: everybody's rights are asked anew, and every open room of theirs. */
  async reconsider(): Promise<void> {
    this.#presence.forget();
    await this.#presence.ready();
    const asked = new Map<string, Promise<Viewer | null>>();
    await Promise.all([...this.#visitors].map((visitor) => this.#regard(visitor, asked)));
  }

  async #regard(visitor: Visitor, asked: Map<string, Promise<Viewer | null>>): Promise<void> {
    const key = visitor.viewer.actor.session ?? visitor.viewer.actor.member;
    const answer = asked.get(key) ?? this.#parts.people.again(visitor.viewer);
    asked.set(key, answer);
    const viewer = await answer;
    if (viewer && viewer.actor.version === visitor.viewer.actor.version) return;
    const theirs = [...this.#sessions.values()].filter((session) => session.visitor === visitor);
    if (!viewer) {
      for (const session of theirs)
        this.#deny(session, { reason: "notSignedIn", why: "This session has ended" });
      return visitor.dismiss();
    }
    visitor.viewer = viewer;
    visitor.reconsidered?.();
    await Promise.all(theirs.map((session) => this.#readmit(session)));
  }

  async #readmit(session: RoomSession): Promise<void> {
    const { viewer } = session;
    const access = await accessTo(session.name, viewer, this.#parts.texts);
    if (session.state.kind !== "live") return;
    if ("reason" in access) return this.#deny(session, access);
    const isPromoted = access.write && !session.write;
    session.write = access.write;
    if (session.isOpen) this.#parts.engine.setAccess(session.id, viewer.actor, access.write);
    // a reader was not asked for what they have
    if (isPromoted && !session.stepped) this.#askForVector(session, this.#place(access.room));
  }

  // ── From the engine ────────────────────────────────────────────────────────────────────────────────────────────────

  face(room: RoomKey, face: RoomFace | null): void {
    const place = this.#places.get(room);
    if (!place) return;
    if (face) place.show(face);
    for (const waiting of place.served()) {
      const { session } = waiting;
      if (session.room !== room) continue;
      if (!face) this.#deny(session, { reason: "tryLater", why: "The room cannot be read just now" });
      else if (waiting.wants === "answer") this.#answer(session, place, waiting.vector);
      else if (session.write) this.#askForVector(session, place);
    }
  }

  answer(channel: ChannelId, seq: number, update: Uint8Array): void {
    const session = this.#sessions.get(channel);
    if (!session) return;
    if (session.asks > 0) this.#count(session, -1);
    give(session, seq, writeStep2(update));
    if (session.visitor.waiting.size > 0) this.resume(session.visitor);
  }

  committed(room: RoomKey, updates: readonly CommittedUpdate[]): void {
    this.#parts.summaries.committed(room);
    const place = this.#places.get(room);
    if (!place) return;
    for (const { seq, update, channel } of updates) {
      const message = writeUpdate(update);
      place.changed(seq);
      for (const session of place.sessions) {
        const step = session.meets(seq);
        if (step === "next") {
          if (session.id === channel || session.line.offer(message)) session.cursor = seq;
          else this.#fallBehind(session);
        } else if (step === "gap") this.#deny(session, { reason: "tryLater", why: "An update was missed" });
      }
    }
  }

  saved(channel: ChannelId, frames: number): void {
    const session = this.#sessions.get(channel);
    if (!session) return;
    session.settled = frames;
    if (session.line.tellsSaved) session.line.saved(frames);
  }

  /** What was not acknowledged is lost to the engine: who sent it must come again. All others notice nothing. */
  restarted(): void {
    for (const session of [...this.#sessions.values()]) {
      if (session.isOpen && session.settled < session.frames)
        this.#deny(session, { reason: "tryLater", why: "The server begins anew" });
      else if (session.asks > 0) this.#deny(session, { reason: "tryLater", why: "The server begins anew" });
      else {
        session.isOpen = false;
        session.frames = session.settled;
      }
    }
    for (const place of this.#places.values()) {
      place.changed(null);
      // what was committed while nobody heard comes before the face
      this.#parts.engine.look(place.key, place.seq);
    }
    this.#parts.summaries.changedOutside();
  }

  refused(channel: ChannelId, code: number, reason: string): void {
    const session = this.#sessions.get(channel);
    if (session) this.#close(session, code, reason);
  }

  changedOutside(): void {
    this.#parts.texts.changedOutside();
    this.#parts.people.changedOutside();
    this.#parts.summaries.changedOutside();
  }

  failed(error: Error): void {
    this.closeAll("tryLater", "The server starts again");
    this.#parts.onFailure(error);
  }
}

/** Sends an answer with which the client has everything up to `seq`. */
function give(session: RoomSession, seq: number, message: Uint8Array): void {
  session.answered(seq);
  session.line.send(message);
}

const TOO_MANY: Denial = { reason: "tooMany", why: "The whole room was asked for too often" };
const TOO_LARGE: Denial = { reason: "tooLarge", why: "This message is larger than the limit" };
