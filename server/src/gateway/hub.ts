import {
  CLOSE_CODES,
  type CloseReason,
  MAX_AWARENESS_BYTES,
  MAX_FRAME_BYTES,
  type RoomKey,
  type RoomMessage,
  readMessage,
  writeSaved,
  writeStep1,
  writeStep2,
  writeUpdate,
} from "@apostil/shared/protocol";
import type { ChannelId, CommittedUpdate, RoomEngine, RoomEvents } from "../engine/engine.ts";
import type { People, Viewer } from "../people/people.ts";
import type { Summaries } from "../summaries/summaries.ts";
import type { Texts } from "../texts/texts.ts";
import { accessTo } from "./access.ts";
import { MAX_EARLY_MESSAGES } from "./limits.ts";
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
  readonly #rooms = new Map<RoomKey, Set<RoomSession>>();
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
    const visitor: Visitor = { viewer, dismiss, reconsidered };
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
    session.state = { kind: "live", room: access.room, cursor: null };
    const others = this.#rooms.get(access.room);
    if (others) others.add(session);
    else this.#rooms.set(access.room, new Set([session]));
    session.line.opened();
    this.#parts.engine.open(session.id, access.room, session.viewer.actor, access.write);
    this.#presence.greet(session, access.room, this.#inRoom);
    for (const message of early) this.receive(session, message);
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
        if (!session.questions.allows(1, Date.now())) return this.#deny(session, TOO_MANY);
        return this.#parts.engine.step1(session.id, message.vector);
      case "step2":
      case "update":
        return this.#parts.engine.update(session.id, message.update, message.type === "step2");
      case "awareness":
        if (message.entries.length > MAX_AWARENESS_BYTES) return this.#deny(session, TOO_LARGE);
        return this.#presence.receive(session, room, message.entries, this.#inRoom);
      case "saved":
        throw new Error("Only the server says what is saved");
    }
  }

  /** The client is gone, or closed the room itself. */
  leave(session: RoomSession): void {
    const { room } = session;
    session.state = { kind: "closed" };
    if (!this.#sessions.delete(session.id) || room === null) return;
    const others = this.#rooms.get(room);
    others?.delete(session);
    if (others?.size === 0) this.#rooms.delete(room);
    this.#parts.engine.closed(session.id);
    this.#presence.leave(session, room, this.#inRoom);
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

  readonly #inRoom = (room: RoomKey): Iterable<RoomSession> => this.#rooms.get(room) ?? [];

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
    const theirs = [...this.#sessions.values()].filter((session) => session.visitor === visitor);
    if (!viewer) {
      for (const session of theirs)
        this.#deny(session, { reason: "notSignedIn", why: "This session has ended" });
      return visitor.dismiss();
    }
    if (viewer.actor.version === visitor.viewer.actor.version) return;
    visitor.viewer = viewer;
    visitor.reconsidered?.();
    await Promise.all(theirs.map((session) => this.#readmit(session)));
  }

  async #readmit(session: RoomSession): Promise<void> {
    const { viewer } = session;
    const access = await accessTo(session.name, viewer, this.#parts.texts);
    if (session.state.kind !== "live") return;
    if ("reason" in access) return this.#deny(session, access);
    this.#parts.engine.setAccess(session.id, viewer.actor, access.write);
  }

  // ── From the engine ────────────────────────────────────────────────────────────────────────────────────────────────

  vector(channel: ChannelId, vector: Uint8Array): void {
    this.#sessions.get(channel)?.line.send(writeStep1(vector));
  }

  answer(channel: ChannelId, seq: number, update: Uint8Array): void {
    const session = this.#sessions.get(channel);
    session?.answered(seq);
    session?.line.send(writeStep2(update));
  }

  committed(room: RoomKey, updates: readonly CommittedUpdate[]): void {
    this.#parts.summaries.committed(room);
    const sessions = [...this.#inRoom(room)];
    for (const { seq, update, channel } of updates) {
      const message = writeUpdate(update);
      for (const session of sessions) {
        const step = session.advance(seq);
        if (step === "next" && session.id !== channel) session.line.send(message);
        else if (step === "gap") this.#deny(session, { reason: "tryLater", why: "An update was missed" });
      }
    }
  }

  saved(channel: ChannelId, frames: number): void {
    const line = this.#sessions.get(channel)?.line;
    if (line?.tellsSaved) line.send(writeSaved(frames));
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

const TOO_MANY: Denial = { reason: "tooMany", why: "The whole room was asked for too often" };
const TOO_LARGE: Denial = { reason: "tooLarge", why: "This message is larger than the limit" };
